// Small square matrices as arrays of rows, for the pictures that run a whole chain.
dlfApplets.matrices = (() => {
  const times = (A, B) => A.map(row => B[0].map((_, j) => row.reduce((sum, a, k) => sum + a * B[k][j], 0)));
  const transposed = A => A[0].map((_, j) => A.map(row => row[j]));
  const plus = (A, B, h = 1) => A.map((row, i) => row.map((a, j) => a + h * B[i][j]));
  const scaled = (A, h) => A.map(row => row.map(a => h * a));
  const diagonal = entries => entries.map((e, i) => entries.map((_, j) => (i === j ? e : 0)));
  const square = A => A.flat().reduce((sum, a) => sum + a * a, 0);
  const product = factors => factors.reduce((X, W) => times(W, X));

  // The gradients of |X - M|^2 / 2 for X = W_L ... W_1, factors listed from the first.
  const gradients = (factors, M) => {
    const below = [null];
    factors.forEach((W, l) => below.push(below[l] ? times(W, below[l]) : W));
    let above = plus(below.at(-1), M, -1);
    const found = [];
    for (let l = factors.length - 1; l >= 0; l--) {
      found[l] = below[l] ? times(above, transposed(below[l])) : above;
      above = times(transposed(factors[l]), above);
    }
    return found;
  };

  // The singular values, largest first: Jacobi's rotations on A^T A.
  const singularValues = A => {
    const S = times(transposed(A), A), n = S.length;
    for (let sweep = 0; sweep < 8; sweep++) {
      for (let p = 0; p < n; p++) {
        for (let q = p + 1; q < n; q++) {
          if (Math.abs(S[p][q]) < 1e-15) continue;
          const angle = 0.5 * Math.atan2(2 * S[p][q], S[q][q] - S[p][p]);
          const c = Math.cos(angle), s = Math.sin(angle);
          for (let k = 0; k < n; k++) [S[k][p], S[k][q]] = [c * S[k][p] - s * S[k][q], s * S[k][p] + c * S[k][q]];
          for (let k = 0; k < n; k++) [S[p][k], S[q][k]] = [c * S[p][k] - s * S[q][k], s * S[p][k] + c * S[q][k]];
        }
      }
    }
    return S.map((row, i) => Math.sqrt(Math.max(0, row[i]))).sort((a, b) => b - a);
  };

  // An orthogonal matrix from a stream of numbers: Gram and Schmidt, twice for the digits.
  const orthogonal = (n, draw) => {
    const rows = [];
    for (let i = 0; i < n; i++) {
      let row = Array.from({ length: n }, draw);
      for (let twice = 0; twice < 2; twice++) {
        rows.forEach(other => {
          const along = row.reduce((sum, v, k) => sum + v * other[k], 0);
          row = row.map((v, k) => v - along * other[k]);
        });
      }
      const length = Math.hypot(...row);
      rows.push(row.map(v => v / length));
    }
    return rows;
  };
  // The same stream for the same seed in every browser.
  const stream = seed => {
    let state = (seed * 2654435761) >>> 0;
    return () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 31 - 1;
    };
  };
  return { times, plus, scaled, diagonal, square, product, gradients, singularValues, orthogonal, stream };
})();
