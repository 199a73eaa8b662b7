namespace ContactHub.Cluster.Tests;

/// <summary>A member of staff's browser, whose cookie any node takes.</summary>
internal sealed class StaffBrowser(string id, HttpClient http, string cookie) : IDisposable
{
    public string Id { get; } = id;

    public HttpClient Http { get; } = http;

    public string Cookie { get; private set; } = cookie;

    /// <summary>The cookies that an answer sets, as a request sends them; null when it sets none.</summary>
    public static string? CookieOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? string.Join("; ", cookies.Select(c => c.Split(';')[0])) : null;

    /// <summary>Goes on with the cookie that an answer brought.</summary>
    public void Keep(HttpResponseMessage response)
    {
        if (CookieOf(response) is not { } brought) return;
        Cookie = brought;
        Http.DefaultRequestHeaders.Remove("Cookie");
        Http.DefaultRequestHeaders.Add("Cookie", Cookie);
    }

    public void Dispose() => Http.Dispose();
}
