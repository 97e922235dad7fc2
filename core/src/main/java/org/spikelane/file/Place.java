package org.spikelane.file;

/**
 * Where in a description something is, such as {@code operators[3] (Filter).to}: put into words
 * when there is an error, which is seldom.
 */
record Place(Place in, String before, Object what, String after) {

  static Place of(String name) {
    return new Place(null, "", name, "");
  }

  Place field(Object name) {
    return new Place(this, ".", name, "");
  }

  Place element(int index) {
    return new Place(this, "[", index, "]");
  }

  Place ofType(Object type) {
    return new Place(this, " (", type, ")");
  }

  @Override
  public String toString() {
    return (in == null ? "" : in.toString()) + before + what + after;
  }
}
