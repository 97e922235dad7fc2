package org.spikelane.nef;

/** An implementation as another module would bring one: the one in Java, under another name. */
public class RenamedAlgebra implements LinearAlgebra {

  private final LinearAlgebra java = JavaLinearAlgebra.INSTANCE;

  /** As a service loader wants it: public, without arguments. */
  public RenamedAlgebra() {}

  @Override
  public String name() {
    return "renamed";
  }

  @Override
  public void gram(double[] a, int rows, int columns, double[] out) {
    java.gram(a, rows, columns, out);
  }

  @Override
  public void transposedTimes(
      double[] a, int rows, int columns, double[] b, int bColumns, double[] out) {
    java.transposedTimes(a, rows, columns, b, bColumns, out);
  }

  @Override
  public void times(double[] a, int rows, int columns, double[] b, int bColumns, double[] out) {
    java.times(a, rows, columns, b, bColumns, out);
  }

  @Override
  public boolean factorise(double[] m, int n) {
    return java.factorise(m, n);
  }

  @Override
  public void solveFactorised(double[] u, int n, double[] b, int columns) {
    java.solveFactorised(u, n, b, columns);
  }
}
