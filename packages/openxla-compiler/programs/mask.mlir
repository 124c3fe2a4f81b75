// Two constants of booleans, which compilers have got wrong in portable artifacts:
// predict(x) = x where not above the diagonal, and twice x more at every third place.
module @mask {
  func.func @predict(%x: tensor<8x8xf32>) -> tensor<8x8xf32> {
    %zero = stablehlo.constant dense<0.0> : tensor<8x8xf32>
    %two = stablehlo.constant dense<2.0> : tensor<8x8xf32>
    %causal = stablehlo.constant dense<[
      [true, false, false, false, false, false, false, false],
      [true, true, false, false, false, false, false, false],
      [true, true, true, false, false, false, false, false],
      [true, true, true, true, false, false, false, false],
      [true, true, true, true, true, false, false, false],
      [true, true, true, true, true, true, false, false],
      [true, true, true, true, true, true, true, false],
      [true, true, true, true, true, true, true, true]
    ]> : tensor<8x8xi1>
    %third = stablehlo.constant dense<[
      [true, false, false, true, false, false, true, false],
      [false, true, false, false, true, false, false, true],
      [false, false, true, false, false, true, false, false],
      [true, false, false, true, false, false, true, false],
      [false, true, false, false, true, false, false, true],
      [false, false, true, false, false, true, false, false],
      [true, false, false, true, false, false, true, false],
      [false, true, false, false, true, false, false, true]
    ]> : tensor<8x8xi1>
    %a = stablehlo.select %causal, %x, %zero : tensor<8x8xi1>, tensor<8x8xf32>
    %b = stablehlo.select %third, %x, %zero : tensor<8x8xi1>, tensor<8x8xf32>
    %c = stablehlo.multiply %b, %two : tensor<8x8xf32>
    %out = stablehlo.add %a, %c : tensor<8x8xf32>
    return %out : tensor<8x8xf32>
  }
}
