package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;

/** A product kernel that is wrong in one bit is found out, in the call and the row. */
class VerifyingProductKernelTest {

  /** Right but for the last bit of one row, from the third call on. */
  private static final class Wrong implements ProductKernel {
    private final ProductKernel right = new ScalarProductKernel();
    private int calls;

    @Override
    public void addColumns(Matrix matrix, int[] columns, double[] factors, int count, Vector y) {
      right.addColumns(matrix, columns, factors, count, y);
      spoil(y);
    }

    @Override
    public void addRows(Matrix matrix, Vector x, Vector y, double[] parts) {
      right.addRows(matrix, x, y, parts);
      spoil(y);
    }

    private void spoil(Vector y) {
      if (++calls >= 3) {
        y.array()[1] = Math.nextUp(y.array()[1]);
      }
    }
  }

  private static final Matrix MATRIX = new Matrix(new double[] {1, 2, 3, 4, 5, 6}, 0, 2, 3, 3, 1);

  /** As a sum of infinities gives them, by the interpreter and by the processor. */
  @Test
  void anyNaNIsTheSame() {
    double[] y = {Double.longBitsToDouble(0x7ff8000000000000L), 1};
    double negative = Double.longBitsToDouble(0xfff8000000000000L);
    ProductKernel right = new ScalarProductKernel();
    ProductKernel other =
        new ProductKernel() {
          @Override
          public void addColumns(
              Matrix matrix, int[] columns, double[] factors, int count, Vector y) {
            y.array()[0] = negative;
          }

          @Override
          public void addRows(Matrix matrix, Vector x, Vector y, double[] parts) {
            y.array()[0] = negative;
          }
        };
    new VerifyingProductKernel(right, other)
        .addColumns(MATRIX, new int[0], new double[0], 0, new Vector(y, 0, 1));
    assertEquals(1, y[1]);
  }

  @Test
  void findsTheCallAndTheRow() {
    ProductKernel verifying = new VerifyingProductKernel(new ScalarProductKernel(), new Wrong());
    double[] y = new double[2];
    Vector x = new Vector(new double[] {1, 1, 1}, 0, 1);
    Vector sum = new Vector(y, 0, 1);
    double[] parts = new double[ProductKernel.ROOM];
    verifying.addRows(MATRIX, x, sum, parts);
    verifying.addRows(MATRIX, x, sum, parts);
    assertArrayEquals(new double[] {12, 30}, y);
    KernelMismatchException found =
        assertThrows(
            KernelMismatchException.class,
            () -> verifying.addColumns(MATRIX, new int[] {0}, new double[] {1}, 1, sum));
    assertEquals(3, found.tick());
    assertEquals(1, found.neuron());
    assertEquals("product", found.quantity());
    assertEquals(34, found.expected());
    assertEquals(Math.nextUp(34.0), found.got());
    assertArrayEquals(new double[] {13, 34}, y, "the reference's result");
  }

  /** Every other element, from the last on, of an array that has others before and behind. */
  @Test
  void findsTheRowOfAResultWithinALongerArray() {
    ProductKernel right = new ScalarProductKernel();
    ProductKernel wrong =
        new ProductKernel() {
          @Override
          public void addColumns(
              Matrix matrix, int[] columns, double[] factors, int count, Vector y) {
            throw new AssertionError("not called");
          }

          @Override
          public void addRows(Matrix matrix, Vector x, Vector y, double[] parts) {
            assertEquals(3, y.array().length, "a copy of more than the result");
            right.addRows(matrix, x, y, parts);
            y.array()[y.from() + y.stride()]++;
          }
        };
    double[] y = new double[1000];
    Vector x = new Vector(new double[] {1, 1, 1}, 0, 1);
    double[] parts = new double[ProductKernel.ROOM];
    Vector sum = new Vector(y, 500, -2);
    KernelMismatchException found =
        assertThrows(
            KernelMismatchException.class,
            () -> new VerifyingProductKernel(right, wrong).addRows(MATRIX, x, sum, parts));
    assertEquals(1, found.neuron());
    assertEquals(6, y[500]);
    assertEquals(15, y[498]);
  }
}
