/** Answers a request; see atelier.d.ts for what it has and what may be returned. */
export function trigger_http(request: HttpRequest): HttpResponse {
  const name = request.query.name ?? 'World';
  return {
    status: 200,
    headers: { 'Content-Type': 'text/plain' },
    body: `Hello, ${name}! You asked for ${request.method} ${request.path}\n`,
  };
}
