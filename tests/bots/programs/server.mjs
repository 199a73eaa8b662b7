// What bots made with either SDK have in common here: a small HTTP server, and what tests tell a bot besides what citizens say.
import { createServer } from 'node:http';

/** What the bot was sent, in order: tests look at it. */
export const received = [];

/** Doors that an answer waits behind until a test opens them; each lets one through and is shut again. */
const doors = new Map();

export const through = async (name) => {
  await door(name).opened;
  doors.delete(name);
};

const door = (name) => {
  if (!doors.has(name)) {
    let open;
    const opened = new Promise((resolve) => { open = resolve; });
    doors.set(name, { opened, open });
  }
  return doors.get(name);
};

/** How many of the next activities are answered with 500 instead of being taken. */
let failing = 0;

/**
 * Serves POST /api/messages with the SDK's adapter, and for tests GET /received, POST /open/NAME, POST /fail/COUNT, POST /refused, GET /heard and
 * POST /proactive/CONVERSATION.
 * The response has what both adapters use of Express.
 */
export function serve({ process: answer, proactive, refused = [], heard = [] }) {
  const server = createServer(async (req, res) => {
    try {
      const body = await read(req);
      const [, what, name] = req.url.split('/');
      if (what === 'received') return end(res, 200, received);
      if (what === 'open') { door(name).open(); return end(res, 200, {}); }
      if (what === 'fail') { failing = Number(name); return end(res, 200, {}); }
      if (what === 'heard') return end(res, 200, heard);
      if (what === 'refused') return end(res, 200, { refused });
      if (what === 'proactive') return end(res, 200, await proactive(name, body));
      received.push({ ...body, authorization: req.headers.authorization ?? null });
      if (failing > 0 && body.type === 'message') { failing--; return end(res, 500, {}); }
      req.body = body;
      res.status = (code) => { res.statusCode = code; return res; };
      res.send = (value) => { res.end(typeof value === 'string' || value === undefined ? value : JSON.stringify(value)); return res; };
      res.json = (value) => { res.setHeader('content-type', 'application/json'); return res.send(JSON.stringify(value)); };
      res.header = (key, value) => { res.setHeader(key, value); return res; };
      await answer(req, res);
      if (!res.writableEnded) res.end();
    } catch (error) {
      console.error(error);
      if (!res.writableEnded) end(res, 500, { error: String(error) });
    }
  });
  server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'));
}

const end = (res, code, value) => {
  res.statusCode = code;
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(value));
};

const read = async (req) => {
  const parts = [];
  for await (const part of req) parts.push(part);
  return parts.length === 0 ? {} : JSON.parse(Buffer.concat(parts).toString('utf8'));
};
