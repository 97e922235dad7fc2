package org.spikelane.file;

import java.nio.CharBuffer;
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

  private final char[] text;
  private final int end;
  private int at;

  /** Names by a hash: a large model has few, each of them many times. */
  private final String[] names = new String[256];

  private JsonReader(CharBuffer text) {
    this.text = text.array();
    this.end = text.limit();
  }

  /**
   * Reads a value.
   *
   * @param text from the beginning of its array
   * @throws ModelFileException if the text is no JSON; the message says at which line and column
   */
  static Object read(CharBuffer text) throws ModelFileException {
    JsonReader reader = new JsonReader(text);
    reader.blanks();
    Object value = reader.value(0);
    reader.blanks();
    if (reader.at < reader.end) {
      throw reader.failed("something after the end");
    }
    return value;
  }

  private ModelFileException failed(String what) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(at, end); i++) {
      boolean newLine = text[i] == '\n';
      line += newLine ? 1 : 0;
      column = newLine ? 1 : column + 1;
    }
    return new ModelFileException(
        "model.json is not JSON, line " + line + ", column " + column + ": " + what);
  }

  private char peek() throws ModelFileException {
    if (at == end) {
      throw failed("it ends too early");
    }
    return text[at];
  }

  private void blanks() {
    while (at < end && isBlank(text[at])) {
      at++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
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

  private boolean is(String word, int from, int to) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text[i] != word.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  private Object word(String word, Object value) throws ModelFileException {
    if (!is(word, at, Math.min(at + word.length(), end))) {
      throw failed("a value expected");
    }
    at += word.length();
    return value;
  }

  private Map<String, Object> object(int depth) throws ModelFileException {
    Map<String, Object> object = new LinkedHashMap<>(8);
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
      String name = name();
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

  /** A string that may have come before, and then is the same object. */
  private String name() throws ModelFileException {
    int from = at + 1;
    int hash = 0;
    int to = from;
    while (to < end && text[to] != '"' && text[to] != '\\' && text[to] >= ' ') {
      hash = 31 * hash + text[to++];
    }
    String known = names[hash & names.length - 1];
    if (to < end && text[to] == '"' && known != null && is(known, from, to)) {
      at = to + 1;
      return known;
    }
    String name = string();
    names[hash & names.length - 1] = name;
    return name;
  }

  private String string() throws ModelFileException {
    at++;
    int from = at;
    while (at < end && text[at] != '"' && text[at] != '\\' && text[at] >= ' ') {
      at++;
    }
    if (at < end && text[at] == '"') {
      at++;
      return new String(text, from, at - 1 - from);
    }
    StringBuilder string = new StringBuilder().append(text, from, at - from);
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
    if (at < end && text[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (at < end && text[at] == '.') {
      at++;
      digits();
    }
    if (at < end && (text[at] == 'e' || text[at] == 'E')) {
      at++;
      if (at < end && (text[at] == '+' || text[at] == '-')) {
        at++;
      }
      digits();
    }
    if (at - from > MAX_DIGITS) {
      throw failed("a number of more than " + MAX_DIGITS + " characters");
    }
    return new Json.Number(new String(text, from, at - from));
  }

  private void digits() throws ModelFileException {
    int from = at;
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw failed("a value expected");
    }
  }
}
