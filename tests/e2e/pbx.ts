import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

type Fields = Readonly<Record<string, string>>;

/** A channel of a call: the citizen's over the trunk, or an agent's phone. */
export interface Leg {
  readonly channel: string;
  readonly id: string;
  readonly call: string;
  readonly number: string;
  readonly exten: string;
}

/** An Asterisk as the hub sees one over its manager interface: takes any sign-in, does what it is told, and tells of calls when a test says so. */
export class Pbx {
  readonly actions: Fields[] = [];
  #server: Server;
  #socket: Socket | undefined;
  #legs = 0;

  private constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
  }

  static async start(): Promise<Pbx> {
    const pbx = new Pbx();
    pbx.#server.listen(0, "127.0.0.1");
    await once(pbx.#server, "listening");
    return pbx;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The exchange does not listen.");
    return address.port;
  }

  /** The hub's settings for it. */
  get settings(): string[] {
    return ["--Phone:Asterisk:Host=127.0.0.1", `--Phone:Asterisk:Port=${this.port}`, "--Phone:Asterisk:Username=hub", "--Phone:Asterisk:Secret=hubsecret"];
  }

  async stop(): Promise<void> {
    this.#socket?.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** The last action of a name that was asked for. */
  last(action: string): Fields | undefined {
    return this.actions.findLast((asked) => asked["Action"] === action);
  }

  /** A citizen calls, hears the announcement and waits in the queue. */
  rings(number: string): Leg {
    const caller = this.#leg("trunk", number, "153");
    this.#tell("Newchannel", caller, 4);
    this.#tell("QueueCallerJoin", caller, 6, { Queue: "cozum153", Position: "1", Count: "1" });
    return caller;
  }

  /** The queue rings an agent's phone. */
  offers(caller: Leg, extension: string): Leg {
    const agent = this.#leg(extension, extension, "s", caller.call);
    this.#tell("Newchannel", agent, 0);
    this.#both("AgentCalled", caller, agent, { Queue: "cozum153", Interface: `PJSIP/${extension}`, MemberName: "Temsilci" });
    this.#both("DialBegin", caller, agent, { DialString: `PJSIP/${extension}` });
    return agent;
  }

  answers(caller: Leg, agent: Leg): void {
    const queue = { Queue: "cozum153", Interface: `PJSIP/${agent.number}` };
    this.#both("DialEnd", caller, agent, { DialStatus: "ANSWER" });
    this.#both("AgentConnect", caller, agent, { ...queue, HoldTime: "2", RingTime: "2" });
    for (const leg of [agent, caller]) this.#tell("BridgeEnter", leg, 6, { BridgeUniqueid: `b-${caller.id}`, BridgeType: "basic" });
  }

  /** The caller gives up waiting. */
  givesUp(caller: Leg, agent?: Leg): void {
    this.#tell("HangupRequest", caller, 6);
    this.#tell("QueueCallerAbandon", caller, 6, { Queue: "cozum153", Position: "1", OriginalPosition: "1", HoldTime: "4" });
    if (agent) this.hangsUp(agent);
    this.hangsUp(caller);
  }

  hangsUp(...legs: Leg[]): void {
    for (const leg of legs) this.#tell("Hangup", leg, 6, { Cause: "16" });
  }

  /** The phone of the agent who clicked is picked up, and the citizen's rings. */
  pickedUp(): { agent: Leg; citizen: Leg } {
    const asked = this.last("Originate");
    if (!asked) throw new Error("Nobody asked for a call.");
    const call = asked["ChannelId"] ?? "";
    const extension = (asked["Channel"] ?? "").replace("PJSIP/", "");
    const agent: Leg = { channel: `PJSIP/${extension}-click`, id: call, call, number: "4441530", exten: asked["Exten"] ?? "" };
    this.#tell("Newchannel", agent, 0);
    this.#tell("Newstate", agent, 6);
    const citizen = this.#leg("trunk", asked["Exten"] ?? "", "s", call);
    this.#tell("Newchannel", citizen, 0);
    this.#both("DialBegin", agent, citizen, { DialString: `${asked["Exten"]}@trunk` });
    return { agent, citizen };
  }

  /** The citizen who was called answers. */
  reached(legs: { agent: Leg; citizen: Leg }): void {
    this.#both("DialEnd", legs.agent, legs.citizen, { DialStatus: "ANSWER" });
  }

  #leg(device: string, number: string, exten: string, call?: string): Leg {
    const id = `e2e-${process.pid}.${++this.#legs}`;
    return { channel: `PJSIP/${device}-${id.replace(".", "")}`, id, call: call ?? id, number, exten };
  }

  #fields(leg: Leg, state: number, prefix = ""): Fields {
    return {
      [`${prefix}Channel`]: leg.channel, [`${prefix}ChannelState`]: String(state), [`${prefix}CallerIDNum`]: leg.number, [`${prefix}Exten`]: leg.exten,
      [`${prefix}Uniqueid`]: leg.id, [`${prefix}Linkedid`]: leg.call,
    };
  }

  #tell(event: string, leg: Leg, state: number, more: Fields = {}): void {
    this.#write({ Event: event, Timestamp: (Date.now() / 1000).toFixed(6), ...this.#fields(leg, state), ...more });
  }

  #both(event: string, leg: Leg, dest: Leg, more: Fields): void {
    this.#write({ Event: event, Timestamp: (Date.now() / 1000).toFixed(6), ...this.#fields(leg, 6), ...this.#fields(dest, 5, "Dest"), ...more });
  }

  #write(fields: Fields): void {
    if (!this.#socket) throw new Error("The hub is not connected.");
    this.#socket.write(`${Object.entries(fields).map(([key, value]) => `${key}: ${value}\r\n`).join("")}\r\n`);
  }

  #serve(socket: Socket): void {
    this.#socket = socket;
    let text = "";
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      for (let end = text.indexOf("\r\n\r\n"); end >= 0; end = text.indexOf("\r\n\r\n")) {
        this.#answer(Object.fromEntries(text.slice(0, end).split("\r\n").map((line) => line.split(/: ?(.*)/s).slice(0, 2) as [string, string])));
        text = text.slice(end + 4);
      }
    });
    socket.write("Asterisk Call Manager/11.0.0\r\n");
  }

  #answer(asked: Fields): void {
    this.actions.push(asked);
    const ActionID = asked["ActionID"] ?? "";
    const lists: Fields = { CoreShowChannels: "CoreShowChannelsComplete", QueueStatus: "QueueStatusComplete" };
    const complete = lists[asked["Action"] ?? ""];
    this.#write({ Response: "Success", ActionID, ...(asked["Action"] === "Challenge" ? { Challenge: "507051847" } : {}), ...(complete ? { EventList: "start" } : {}) });
    if (complete) this.#write({ Event: complete, ActionID, EventList: "Complete", ListItems: "0" });
  }
}
