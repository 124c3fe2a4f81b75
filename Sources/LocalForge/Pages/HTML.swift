/// Text as it appears in a page: nothing that somebody wrote becomes markup.
func escaped(_ text: String) -> String {
  var out = ""
  for character in text.unicodeScalars {
    switch character {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    case "'": out += "&#39;"
    default: out.unicodeScalars.append(character)
    }
  }
  return out
}

/// A whole page with `title`, around `body`, which must be escaped already.
func page(title: String, body: String) -> String {
  """
  <!doctype html>
  <html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>\(escaped(title))</title>
  <style>\(style)</style>
  \(body)
  </html>

  """
}

private let style = """
  :root { color-scheme: light dark; --line: #8885; --soft: #8882; --dim: #777; }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.1rem; margin-top: 2rem; }
  a { color: #0969da; text-decoration: none; } a:hover { text-decoration: underline; }
  @media (prefers-color-scheme: dark) { a { color: #58a6ff; } }
  pre { background: var(--soft); padding: 1rem; overflow-x: auto; white-space: pre-wrap;
    border-radius: 6px; font-size: .875rem; }
  code { font-size: .875rem; overflow-wrap: anywhere; } .size { white-space: nowrap; } .dim { color: var(--dim); }
  table { border-collapse: collapse; width: 100%; }
  td, th { border-bottom: 1px solid var(--line); padding: .4rem .5rem; text-align: left;
    vertical-align: top; }
  .mark { display: inline-block; border-radius: 1rem; padding: .1rem .7rem; color: #fff;
    background: #57606a; font-size: .875rem; }
  .open, .success { background: #1a7f37; } .merged { background: #8250df; }
  .closed, .failure, .error { background: #cf222e; }
  """
