// A small StableHLO model: predict(x, w1, b1, w2, b2) = tanh(relu(x·w1 + b1)·w2 + b2).
module @mlp {
  func.func @predict(%x: tensor<5x17xf32>, %w1: tensor<17x32xf32>, %b1: tensor<32xf32>,
                     %w2: tensor<32x7xf32>, %b2: tensor<7xf32>) -> tensor<5x7xf32> {
    %zero = stablehlo.constant dense<0.0> : tensor<5x32xf32>
    %d1 = stablehlo.dot_general %x, %w1, contracting_dims = [1] x [0]
        : (tensor<5x17xf32>, tensor<17x32xf32>) -> tensor<5x32xf32>
    %c1 = stablehlo.broadcast_in_dim %b1, dims = [1] : (tensor<32xf32>) -> tensor<5x32xf32>
    %s1 = stablehlo.add %d1, %c1 : tensor<5x32xf32>
    %hidden = stablehlo.maximum %s1, %zero : tensor<5x32xf32>
    %d2 = stablehlo.dot_general %hidden, %w2, contracting_dims = [1] x [0]
        : (tensor<5x32xf32>, tensor<32x7xf32>) -> tensor<5x7xf32>
    %c2 = stablehlo.broadcast_in_dim %b2, dims = [1] : (tensor<7xf32>) -> tensor<5x7xf32>
    %s2 = stablehlo.add %d2, %c2 : tensor<5x7xf32>
    %out = stablehlo.tanh %s2 : tensor<5x7xf32>
    return %out : tensor<5x7xf32>
  }
}
