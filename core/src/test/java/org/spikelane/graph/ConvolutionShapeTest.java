package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikelane.graph.ConvolutionShape.Padding;

/** Shapes of convolutions. */
class ConvolutionShapeTest {

  @Test
  void whatIsNotSaidIsAsInNengo() {
    ConvolutionShape shape = ConvolutionShape.builder(4, 28, 27, 2).build();
    assertEquals(List.of(3, 3), shape.kernelSize());
    assertEquals(List.of(1, 1), shape.strides());
    assertEquals(Padding.VALID, shape.padding());
    assertTrue(shape.channelsLast());
    assertFalse(shape.transposed());
    assertEquals(List.of(26, 25, 4), shape.outputShape());
    assertEquals(2, shape.channels());
    assertEquals(28 * 27 * 2, shape.inputSize());
    assertEquals(26 * 25 * 4, shape.outputSize());
    assertEquals(List.of(3, 3, 2, 4), shape.kernelShape());
    assertEquals(72, shape.kernelElements());
    assertEquals(
        "convolution of [28, 27, 2] to [26, 25, 4] by kernels of [3, 3], strides [1, 1], VALID",
        shape.toString());
    assertEquals(shape, ConvolutionShape.builder(4, 28, 27, 2).build());
  }

  @Test
  void channelsFirst() {
    ConvolutionShape.Builder builder =
        ConvolutionShape.builder(4, 2, 28).kernelSize(5).strides(3).channelsLast(false);
    assertEquals(List.of(4, 8), builder.build().outputShape());
    assertEquals(List.of(5, 2, 4), builder.build().kernelShape());
    assertEquals(List.of(4, 86), builder.buildTransposed().outputShape());
    assertEquals(
        "transposed convolution of [2, 28] to [4, 86] by kernels of [5], strides [3], VALID",
        builder.buildTransposed().toString());
  }

  @Test
  void aTransposedOneMayGoToSeveralShapes() {
    ConvolutionShape.Builder builder = ConvolutionShape.builder(1, 5, 1).kernelSize(2).strides(3);
    assertEquals(List.of(14, 1), builder.buildTransposed().outputShape());
    for (int size = 14; size <= 16; size++) {
      assertEquals(List.of(size, 1), builder.outputShape(size, 1).buildTransposed().outputShape());
    }
    refused(
        "outputShape must be one that a convolution takes to [5, 1], got [17, 1]",
        () -> builder.outputShape(17, 1).buildTransposed());
    refused(
        "outputShape must be one that a convolution takes to [5, 1], got [13, 1]",
        () -> builder.outputShape(13, 1).buildTransposed());
    builder.padding(Padding.SAME);
    for (int size = 13; size <= 15; size++) {
      assertEquals(List.of(size, 1), builder.outputShape(size, 1).buildTransposed().outputShape());
    }
    refused(
        "outputShape must be one that a convolution takes to [5, 1], got [16, 1]",
        () -> builder.outputShape(16, 1).buildTransposed());
  }

  @Test
  void badInput() {
    refused("filters must be 1 or above, got 0", () -> ConvolutionShape.builder(0, 5, 1).build());
    refused(
        "inputShape must be 2 or 3 numbers, got [5]", () -> ConvolutionShape.builder(1, 5).build());
    refused(
        "inputShape must be 2 or 3 numbers, got []",
        () -> ConvolutionShape.builder(1).buildTransposed());
    refused(
        "inputShape must be 2 or 3 numbers, got [5, 5, 5, 1]",
        () -> ConvolutionShape.builder(1, 5, 5, 5, 1).build());
    refused(
        "inputShape must be numbers of 1 or above, got [5, 0]",
        () -> ConvolutionShape.builder(1, 5, 0).build());
    refused(
        "inputShape must be of fewer than 2^31 elements, got [65536, 65536, 1]",
        () -> ConvolutionShape.builder(1, 65536, 65536, 1).build());
    refused(
        "outputShape must be of fewer than 2^31 elements, got [65536, 4096, 8]",
        () -> ConvolutionShape.builder(8, 65536, 4096, 1).padding(Padding.SAME).build());
    refused(
        "outputShape must be of fewer than 2^31 elements, got [2147483647, 1]",
        () -> ConvolutionShape.builder(1, 65536, 1).strides(65536).buildTransposed());
    refused(
        "kernelShape must be of fewer than 2^31 elements, got [3, 3, 16384, 16384]",
        () -> ConvolutionShape.builder(16384, 3, 3, 16384).build());
    refused(
        "kernelSize must be 1 numbers, got [3, 3]",
        () -> ConvolutionShape.builder(1, 5, 1).kernelSize(3, 3).build());
    refused(
        "kernelSize must be numbers of 1 or above, got [3, -1]",
        () -> ConvolutionShape.builder(1, 5, 5, 1).kernelSize(3, -1).build());
    refused(
        "strides must be 2 numbers, got [1]",
        () -> ConvolutionShape.builder(1, 5, 5, 1).strides(1).build());
    refused(
        "strides must be numbers of 1 or above, got [0]",
        () -> ConvolutionShape.builder(1, 5, 1).strides(0).buildTransposed());
    refused(
        "kernelSize must be at most [5, 2], the input's, if padding is VALID, got [3, 3]",
        () -> ConvolutionShape.builder(1, 5, 2, 1).build());
    refused(
        "outputShape must be what a convolution makes of [5, 1], got [4, 1]",
        () -> ConvolutionShape.builder(1, 5, 1).outputShape(4, 1).build());
    refused(
        "outputShape must be of 2 channels, one for each filter, got [3, 1]",
        () -> ConvolutionShape.builder(2, 5, 1).outputShape(3, 1).build());
    refused(
        "outputShape must be 2 numbers, got [3, 3, 2]",
        () -> ConvolutionShape.builder(2, 5, 1).outputShape(3, 3, 2).build());
    ConvolutionShape shape = ConvolutionShape.builder(2, 5, 1).build();
    refused("kernel.length must be 6, got 5", () -> shape.toSparse(new double[5]));
  }

  private static void refused(String message, Runnable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }
}
