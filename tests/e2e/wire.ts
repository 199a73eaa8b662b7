import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** The network between a browser and the hub, which can be cut: what was open ends, and nothing new comes through. */
export class Wire {
  readonly #open = new Set<Socket>();
  #isCut = false;

  private constructor(private readonly server: Server) {}

  /** @param port where the hub listens on this machine */
  static async to(port: number): Promise<Wire> {
    const server = createServer();
    const wire = new Wire(server);
    server.on("connection", (near) => wire.#join(near, port));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return wire;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#open) socket.resetAndDestroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  async end(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, "close");
  }

  #join(near: Socket, port: number): void {
    if (this.#isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    for (const [one, other] of [[near, far], [far, near]] as const) {
      this.#open.add(one);
      // An end of one side, good or bad, is the end of both.
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
