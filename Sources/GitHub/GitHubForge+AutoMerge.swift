import Errors
import HTTP
import JSON
import RollPlanning
import Rolling
import SafeText

extension GitHubForge {
  /// Asks GitHub to merge once what it requires has come: the one thing that REST cannot do.
  ///
  /// When GitHub will not, `refusal` stands, which says what the merge waits for.
  /// <https://docs.github.com/en/graphql/reference/mutations#enablepullrequestautomerge>
  func enableAutoMerge(
    _ wanted: MergeRequest, _ shown: Reply, _ method: MergeMethod, instead refusal: Failure
  ) async throws(Failure) {
    let what = "enabling auto-merge of pull request #\(wanted.number)"
    var input = JSONObject([
      ("pullRequestId", .string(try shown.text("node_id"))),
      ("expectedHeadOid", .string("\(wanted.head)")),
      ("mergeMethod", .string(method.rawValue.uppercased())),
    ])
    if method != .rebase {
      input["commitHeadline"] = .string(wanted.title)
      input["commitBody"] = .string(wanted.message)
    }
    let answer: Reply
    do throws(Failure) {
      answer = try await rest.post(
        to: try address.graphQL,
        ["query": .string(mutation), "variables": ["input": .object(input)]], doing: what)
    } catch {
      throw error.kind == .rejected ? refusal : error
    }
    guard let complaint = answer.value["errors"]?.array?.first else { return }
    let words = UntrustedText(complaint["message"]?.string ?? "").terminal(limit: 300)
    if complaint["type"]?.string == "RATE_LIMITED" {
      throw Failure(
        .unavailable(afterSeconds: nil), doing: what, found: words,
        hint: "this hour's requests are used up")
    }
    // It became mergeable meanwhile: nothing is left to wait for.
    if words.contains("clean status") { throw changed(words, what) }
    throw refusal
  }
}

private let mutation = """
  mutation($input: EnablePullRequestAutoMergeInput!) { \
  enablePullRequestAutoMerge(input: $input) { clientMutationId } }
  """

extension ForgeAddress {
  /// `https://api.github.com/graphql`; an Enterprise server's is beside `/api/v3`:
  /// <https://docs.github.com/en/enterprise-server/graphql/guides/forming-calls-with-graphql>.
  fileprivate var graphQL: HTTPURL {
    get throws(Failure) {
      let root = "\(api)"
      let place = root.hasSuffix("/api/v3") ? String(root.dropLast("/v3".count)) : root
      do throws(HTTPURLError) { return try HTTPURL(place).appending(path: "graphql") } catch {
        throw Failure(
          .rejected, doing: "naming the forge's GraphQL address", found: error.found,
          hint: error.hint)
      }
    }
  }
}
