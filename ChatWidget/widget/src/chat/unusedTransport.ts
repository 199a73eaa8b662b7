/** Stands in for parts of the SignalR client that are left out of the build; vite.config.ts says which, and why they never run. */
class Unused {
  constructor() {
    throw new Error('This part of the SignalR client is not in the build.');
  }
}

export {
  Unused as DefaultReconnectPolicy, Unused as MessageBuffer, Unused as ServerSentEventsTransport, Unused as Subject, Unused as XhrHttpClient,
};
