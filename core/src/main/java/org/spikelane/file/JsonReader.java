package org.spikelane.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) strictly: nothing before or after the value, no name twice in an object, no
 * value more than {@value #MAX_DEPTH} deep.
 *
 * <p>Objects become maps in the order of the text, arrays lists, strings strings, true and false
 * booleans, null null, and numbers {@link Json.Number}, which keeps their digits.
 */
final class JsonReader {

  static final int MAX_DEPTH = 32;

  /** No double needs more; and to read a number of a million digits takes long. */
  private static final int MAX_DIGITS = 64;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads a value.
   *
   * @throws ModelFileException if the text is no JSON; the message says at which line and column
   */
  static Object read(String text) throws ModelFileException {
    JsonReader reader = new JsonReader(text);
    reader.blanks();
    Object value = reader.value(0);
    reader.blanks();
    if (reader.at < text.length()) {
      throw reader.failed("something after the end");
    }
    return value;
  }

  private ModelFileException failed(String what) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(at, text.length()); i++) {
      boolean newLine = text.charAt(i) == '\n';
      line += newLine ? 1 : 0;
      column = newLine ? 1 : column + 1;
    }
    return new ModelFileException(
        "model.json is not JSON, line " + line + ", column " + column + ": " + what);
  }

  private char peek() throws ModelFileException {
    if (at == text.length()) {
      throw failed("it ends too early");
    }
    return text.charAt(at);
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char c) throws ModelFileException {
    if (peek() != c) {
      throw failed("'" + c + "' expected, got '" + peek() + "'");
    }
    at++;
  }

  private Object value(int depth) throws ModelFileException {
    if (depth > MAX_DEPTH) {
      throw failed("more than " + MAX_DEPTH + " levels deep");
    }
    switch (peek()) {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        return string();
      case 't':
        return word("true", true);
      case 'f':
        return word("false", false);
      case 'n':
        return word("null", null);
      default:
        return number();
    }
  }

  private Object word(String word, Object value) throws ModelFileException {
    if (!text.startsWith(word, at)) {
      throw failed("a value expected");
    }
    at += word.length();
    return value;
  }

  private Map<String, Object> object(int depth) throws ModelFileException {
    Map<String, Object> object = new LinkedHashMap<>();
    at++;
    blanks();
    if (peek() == '}') {
      at++;
      return object;
    }
    while (true) {
      blanks();
      if (peek() != '"') {
        throw failed("a name expected");
      }
      String name = string();
      blanks();
      expect(':');
      blanks();
      if (object.containsKey(name)) {
        throw failed("'" + name + "' twice in one object");
      }
      object.put(name, value(depth + 1));
      blanks();
      if (peek() == '}') {
        at++;
        return object;
      }
      expect(',');
    }
  }

  private List<Object> array(int depth) throws ModelFileException {
    List<Object> array = new ArrayList<>();
    at++;
    blanks();
    if (peek() == ']') {
      at++;
      return array;
    }
    while (true) {
      blanks();
      array.add(value(depth + 1));
      blanks();
      if (peek() == ']') {
        at++;
        return array;
      }
      expect(',');
    }
  }

  private String string() throws ModelFileException {
    at++;
    StringBuilder string = new StringBuilder();
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return string.toString();
      }
      if (c < ' ') {
        throw failed("a control character in a string");
      }
      string.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws ModelFileException {
    char c = peek();
    at++;
    switch (c) {
      case '"', '\\', '/':
        return c;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(peek(), 16);
          if (digit < 0 || peek() > 'f') {
            throw failed("four hexadecimal digits expected");
          }
          code = code * 16 + digit;
          at++;
        }
        return (char) code;
      default:
        throw failed("no such escape: \\" + c);
    }
  }

  private Json.Number number() throws ModelFileException {
    int from = at;
    if (peek() == '-') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '0') {
      at++;
    } else {
      digits();
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      digits();
    }
    if (at - from > MAX_DIGITS) {
      throw failed("a number of more than " + MAX_DIGITS + " characters");
    }
    return new Json.Number(text.substring(from, at));
  }

  private void digits() throws ModelFileException {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      throw failed("a value expected");
    }
  }
}
