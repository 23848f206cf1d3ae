import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server of PostgreSQL's protocol that lets everybody in and remembers the password of each user. */
export interface PasswordServer {
  readonly port: number;
  /** What each user gave, by name. */
  readonly passwords: ReadonlyMap<string, Buffer>;
  readonly close: () => Promise<void>;
}

/** Starts one on 127.0.0.1. It asks for passwords as they are, and answers no query. */
export const startPasswordServer = async (): Promise<PasswordServer> => {
  const passwords = new Map<string, Buffer>();
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // A client may go without a word.
    socket.on('error', () => undefined);
    talk(socket, passwords);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    passwords,
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
};

const talk = (socket: Socket, passwords: Map<string, Buffer>): void => {
  let received = Buffer.alloc(0);
  let user: string | undefined;
  let isIn = false;
  socket.on('data', (piece: Buffer) => {
    received = Buffer.concat([received, piece]);
    if (user === undefined) {
      const start = take(0);
      if (start === undefined) return;
      user = parameterOf(start.subarray(4), 'user');
      socket.write(message('R', number(3)));
    }
    const password = isIn ? undefined : take(1);
    if (password === undefined) return;
    isIn = true;
    // It ends in a NUL.
    passwords.set(user, password.subarray(0, -1));
    socket.write(Buffer.concat([message('R', number(0)), message('Z', Buffer.from('I'))]));
  });
  /** The body of the next message, which has so many bytes before its length. */
  const take = (before: number): Buffer | undefined => {
    if (received.length < before + 4) return undefined;
    const end = before + received.readInt32BE(before);
    if (received.length < end) return undefined;
    const body = received.subarray(before + 4, end);
    received = received.subarray(end);
    return body;
  };
};

const parameterOf = (parameters: Buffer, name: string): string => {
  const texts = parameters.toString().split('\0');
  return texts[texts.indexOf(name) + 1] ?? '';
};

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

const message = (type: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(type), number(body.length + 4), body]);
