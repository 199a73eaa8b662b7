using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.RealHub;

/// <summary>A citizen's session (docs/protocol.md, section 4).</summary>
internal sealed record VisitorSession(string Token, string ConversationId);

/// <summary>Asks the hub for sessions, each citizen from an address of its own.</summary>
internal sealed class VisitorSessions : IDisposable
{
    /// <summary>The site that a hub started here is told of.</summary>
    public const string Site = "load";

    private static readonly HttpRequestOptionsKey<IPAddress> From = new("from");

    private readonly HttpClient _http;

    public VisitorSessions(Uri hub)
    {
        SocketsHttpHandler handler = new()
        {
            // A pooled connection would lend one citizen's address to the next.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = ConnectAsync,
        };
        _http = new HttpClient(handler) { BaseAddress = hub };
    }

    /// <exception cref="HttpRequestException">The hub cannot be reached.</exception>
    /// <exception cref="IOException">The hub refused; the message holds its answer.</exception>
    public async Task<VisitorSession> OpenAsync(int citizen, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/visitor/session")
        {
            Content = JsonContent.Create(new { site = Site, language = "tr", token = (string?)null, identity = (string?)null, fresh = false }),
        };
        request.Options.Set(From, LoopbackAddress.Of(citizen));
        using HttpResponseMessage response = await _http.SendAsync(request, cancel);
        string body = await response.Content.ReadAsStringAsync(cancel);
        if (!response.IsSuccessStatusCode)
            throw new IOException($"No visitor session: {(int)response.StatusCode} {body}");
        JsonElement session = JsonDocument.Parse(body).RootElement;
        return new VisitorSession(session.GetProperty("token").GetString()!, session.GetProperty("conversationId").GetString()!);
    }

    public void Dispose() => _http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (context.InitialRequestMessage.Options.TryGetValue(From, out IPAddress? from))
                socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
