package org.spikelane.nef;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** Least squares by singular value decomposition, which EJML makes. */
final class SingularValues {

  private SingularValues() {}

  /** As {@link LinearAlgebra#leastSquares} says. */
  static int leastSquares(
      LinearAlgebra algebra,
      double[] a,
      int rows,
      int columns,
      double[] b,
      int bColumns,
      double rcond,
      double[] out) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(rows, columns, true, true, true);
    DMatrixRMaj copy = new DMatrixRMaj(rows, columns, true, a.clone());
    if (!svd.decompose(copy)) {
      throw new IllegalStateException(
          "the singular values of a " + rows + " by " + columns + " matrix did not converge");
    }
    // A = U S Vᵀ, so X = V S⁻¹ Uᵀ B; values that count as 0 are left out.
    int values = svd.numberOfSingularValues();
    double[] singular = svd.getSingularValues();
    double largest = 0;
    for (int k = 0; k < values; k++) {
      largest = Math.max(largest, singular[k]);
    }
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj v = svd.getV(null, false);
    double[] projected = new double[u.numCols * bColumns];
    algebra.transposedTimes(u.data, rows, u.numCols, b, bColumns, projected);
    int rank = 0;
    double[] scaled = new double[v.numCols * bColumns];
    for (int k = 0; k < values; k++) {
      if (singular[k] > rcond * largest) {
        rank++;
        for (int d = 0; d < bColumns; d++) {
          scaled[k * bColumns + d] = projected[k * bColumns + d] / singular[k];
        }
      }
    }
    algebra.times(v.data, columns, v.numCols, scaled, bColumns, out);
    return rank;
  }
}
