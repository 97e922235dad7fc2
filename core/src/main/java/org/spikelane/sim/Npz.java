package org.spikelane.sim;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.spikelane.graph.Recording;

/** What probes have kept, as a zip of NumPy arrays. */
final class Npz {

  private Npz() {}

  static void write(FileChannel to, List<Recording> recordings) throws IOException {
    OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(to), 1 << 16);
    ZipOutputStream zip = new ZipOutputStream(buffered, StandardCharsets.UTF_8);
    zip.setLevel(Deflater.BEST_SPEED);
    Set<String> taken = new HashSet<>();
    for (Recording recording : recordings) {
      String name = name(recording.name(), taken);
      double[][] rows = recording.values();
      zip.putNextEntry(new ZipEntry(name + ".npy"));
      zip.write(NpyFile.header("<f8", rows.length, recording.width()));
      for (double[] row : rows) {
        zip.write(bytes(row));
      }
      zip.closeEntry();
      double[] times = recording.times();
      zip.putNextEntry(new ZipEntry(name + ".times.npy"));
      zip.write(NpyFile.header("<f8", times.length, -1));
      zip.write(bytes(times));
      zip.closeEntry();
    }
    // A zip needs an entry, or some readers take it for none.
    if (recordings.isEmpty()) {
      zip.putNextEntry(new ZipEntry("no_probes.npy"));
      zip.write(NpyFile.header("<f8", 0, -1));
      zip.closeEntry();
    }
    zip.finish();
    buffered.flush();
  }

  private static String name(String label, Set<String> taken) {
    String plain = label.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
    String name = plain;
    for (int n = 2; taken.contains(name) || taken.contains(name + ".times"); n++) {
      name = plain + "_" + n;
    }
    taken.add(name);
    taken.add(name + ".times");
    return name;
  }

  private static byte[] bytes(double[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putLong(Double.doubleToRawLongBits(value));
    }
    return bytes.array();
  }
}
