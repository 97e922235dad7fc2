package org.spikelane;

import org.spikelane.nef.LinearAlgebra;

/** Started in a JVM of its own: says which linear algebra is in use there. */
public final class PrintAlgebra {

  private PrintAlgebra() {}

  public static void main(String[] args) {
    System.out.println(LinearAlgebra.inUse().name());
  }
}
