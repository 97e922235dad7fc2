package org.spikelane;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/**
 * Reference data in the format of {@code make_golden.py}: from the folder {@code -Dgolden.dir}, or
 * the copies among the test resources.
 */
public final class Golden {

  private static final String FOLDER = System.getProperty("golden.dir");

  private Golden() {}

  /** Whether the data are the copies in the repository, of which it is known what is in them. */
  public static boolean isOurs() {
    return FOLDER == null;
  }

  /** The cases of {@code NAME.json.gz}. */
  public static List<JsonObject> cases(String name) {
    try {
      return cases(open(name + ".json.gz"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cases of {@code NAME.json.gz} in the repository, which other data do not replace. */
  public static List<JsonObject> ourCases(String name) {
    return cases(Golden.class.getResourceAsStream("/golden/" + name + ".json.gz"));
  }

  private static List<JsonObject> cases(InputStream zipped) {
    try (Reader reader =
        new InputStreamReader(new GZIPInputStream(zipped), StandardCharsets.UTF_8)) {
      JsonArray cases = JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("cases");
      return StreamSupport.stream(cases.spliterator(), false)
          .map(JsonElement::getAsJsonObject)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String file) throws IOException {
    return isOurs()
        ? Golden.class.getResourceAsStream("/golden/" + file)
        : Files.newInputStream(Repository.file(FOLDER).resolve(file));
  }

  /** A number, infinities included; {@code otherwise} if the object has no such member. */
  public static double number(JsonObject object, String member, double otherwise) {
    return object.has(member) ? Double.parseDouble(object.get(member).getAsString()) : otherwise;
  }

  public static double[] vector(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .mapToDouble(e -> Double.parseDouble(e.getAsString()))
        .toArray();
  }

  public static double[][] matrix(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .map(Golden::vector)
        .toArray(double[][]::new);
  }
}
