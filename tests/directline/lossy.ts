import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A gateway before the hub that can lose the hub's answers to what is posted: the client gets a 502 for what was done. */
export class Lossy {
  loses = false;

  private constructor(private readonly server: Server) {}

  static async start(hub: string): Promise<Lossy> {
    const server = createServer();
    const lossy = new Lossy(server);
    server.on('request', async (request, response) => {
      const body = await buffer(request);
      const headers = { authorization: request.headers.authorization ?? '', 'content-type': request.headers['content-type'] ?? '' };
      const answer = await fetch(`${hub}${request.url}`, { method: request.method!, headers, ...(body.length > 0 && { body: new Uint8Array(body) }) });
      const text = await answer.text();
      if (lossy.loses && request.method === 'POST') response.writeHead(502, { 'content-type': 'application/json' }).end('{}');
      else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return lossy;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
