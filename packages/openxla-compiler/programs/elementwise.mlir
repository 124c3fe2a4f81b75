// predict(a, b) = (a + b) * b, element by element.
module @elementwise {
  func.func @predict(%a: tensor<257xf32>, %b: tensor<257xf32>) -> tensor<257xf32> {
    %sum = arith.addf %a, %b : tensor<257xf32>
    %product = arith.mulf %sum, %b : tensor<257xf32>
    return %product : tensor<257xf32>
  }
}
