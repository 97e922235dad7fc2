package org.spikelane.graph;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikelane.Allocated;
import org.spikelane.plan.Total;

/** A tick of an operator allocates nothing. */
class OperatorAllocationTest {

  @Test
  void aTickAllocatesNothing() {
    ConvolutionShape.Builder builder = ConvolutionShape.builder(5, 6, 7, 3).strides(2, 1);
    ConvolutionShape shape = builder.build();
    ConvolutionShape transposed = builder.buildTransposed();
    SparseMatrix sparse = shape.toSparse(Ticks.random(1, shape.kernelElements()));
    Signal kernel = Signal.of("K", Ticks.random(2, shape.kernelElements()), shape.kernelElements());
    Signal x = Signal.of("x", Ticks.random(3, shape.inputSize()), shape.inputSize());
    Signal y = Signal.zeros("y", shape.outputSize());
    Signal z = Signal.zeros("z", transposed.outputSize());
    int[] backwards = new int[y.size()];
    Arrays.setAll(backwards, i -> backwards.length - 1 - i);
    for (Operator operator :
        List.of(
            new SparseProduct(sparse, sparse.signal("A"), x, y, false),
            new Convolution(shape, kernel, x, y, false),
            new ConvolutionTranspose(transposed, kernel, x, z, true),
            new Product(Signal.zeros("A", y.size(), x.size()), x, y, false),
            new ElementwiseProduct(
                Signal.constant("f", new double[] {0.5}), x, z.slice(0, x.size())),
            new Total(List.of(x, x), z.slice(0, x.size())),
            Copy.increment(y, backwards, z.slice(0, y.size()), null),
            new Reset(z.slice(0, z.size(), 2), 0))) {
      Ticks ticks = Ticks.of(operator);
      Step step = ticks.step(0);
      Allocated.nothingIn(100, () -> Ticks.times(50, step), operator.label());
    }
  }
}
