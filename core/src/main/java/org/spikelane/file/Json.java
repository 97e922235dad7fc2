package org.spikelane.file;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON, the reverse of {@link JsonReader}; the outer two levels a line for each element. */
final class Json {

  /**
   * A number as its digits: whether it is to be an integer or a double is known where it is used.
   */
  record Number(String digits) {
    static Number of(long value) {
      return new Number(Long.toString(value));
    }
  }

  private Json() {}

  static String write(Object value) {
    StringBuilder text = new StringBuilder();
    write(value, 0, text);
    return text.append('\n').toString();
  }

  private static void write(Object value, int depth, StringBuilder text) {
    if (value instanceof Map<?, ?> map) {
      text.append('{');
      Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
      while (entries.hasNext()) {
        Map.Entry<?, ?> entry = entries.next();
        line(depth, text);
        string((String) entry.getKey(), text);
        text.append(": ");
        write(entry.getValue(), depth + 1, text);
        text.append(entries.hasNext() ? depth < 2 ? "," : ", " : "");
      }
      end(depth, map.isEmpty(), text);
      text.append('}');
    } else if (value instanceof List<?> list) {
      text.append('[');
      for (int i = 0; i < list.size(); i++) {
        line(depth, text);
        write(list.get(i), depth + 1, text);
        text.append(i + 1 < list.size() ? depth < 2 ? "," : ", " : "");
      }
      end(depth, list.isEmpty(), text);
      text.append(']');
    } else if (value instanceof String string) {
      string(string, text);
    } else if (value instanceof Number number) {
      text.append(number.digits);
    } else {
      text.append(value);
    }
  }

  private static void line(int depth, StringBuilder text) {
    if (depth < 2) {
      text.append('\n').append("  ".repeat(depth + 1));
    }
  }

  private static void end(int depth, boolean empty, StringBuilder text) {
    if (depth < 2 && !empty) {
      text.append('\n').append("  ".repeat(depth));
    }
  }

  private static void string(String string, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
