package org.spikelane;

import org.spikelane.kernel.LifKernel;
import org.spikelane.kernel.LifPopulation;

/**
 * A user's program, run in a JVM of its own: builds two populations, prints the second's kernel.
 */
public final class PrintKernel {

  private PrintKernel() {}

  public static void main(String[] args) {
    LifPopulation.builder(10).build();
    LifKernel kernel = LifPopulation.builder(10).build().kernel();
    System.out.println(kernel.name() + " " + kernel.lanes());
  }
}
