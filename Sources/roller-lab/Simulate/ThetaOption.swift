import ArgumentParser

/// The value of `--theta`: a share of today's lag, or "off".
struct ThetaOption: ExpressibleByArgument, Sendable, Hashable {
  var share: Double?

  init(share: Double?) { self.share = share }

  init?(argument: String) {
    if argument == "off" {
      share = nil
    } else if let value = Double(argument), 0...1 ~= value {
      share = value
    } else {
      return nil
    }
  }

  var defaultValueDescription: String { share.map { "\($0)" } ?? "off" }
}
