/// The reason phrase of an HTTP status line (RFC 9110 §15), for the codes that the forge uses.
func phrase(_ status: Int) -> String {
  switch status {
  case 200: "OK"
  case 201: "Created"
  case 204: "No Content"
  case 304: "Not Modified"
  case 400: "Bad Request"
  case 401: "Unauthorized"
  case 403: "Forbidden"
  case 404: "Not Found"
  case 405: "Method Not Allowed"
  case 409: "Conflict"
  case 413: "Content Too Large"
  case 415: "Unsupported Media Type"
  case 422: "Unprocessable Entity"
  case 503: "Service Unavailable"
  case 507: "Insufficient Storage"
  default: status < 500 ? "Refused" : "Internal Server Error"
  }
}
