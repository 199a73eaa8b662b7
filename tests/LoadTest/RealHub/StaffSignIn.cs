using System.Text.Json;
using System.Text.RegularExpressions;
using ContactHub.LoadTest.Servers;

namespace ContactHub.LoadTest.RealHub;

/// <summary>Signs somebody in at the desk (docs/protocol.md, section 6) and keeps the cookie as a header.</summary>
internal static partial class StaffSignIn
{
    private static readonly TimeSpan PrintTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Signs in; the result goes into the Cookie header of a desk connection.</summary>
    /// <exception cref="IOException">The hub refused; the message holds its answer.</exception>
    public static async Task<string> WithPasswordAsync(Uri hub, string email, string password, CancellationToken cancel)
    {
        using HttpClient http = Client(hub);
        return await SignInAsync(http, email, password, cancel);
    }

    /// <summary>
    /// Signs in the administrator whom a hub makes at its first start, and replaces the one-time password that it prints.
    /// </summary>
    /// <exception cref="IOException">No sign-in was printed, or the hub refused it.</exception>
    public static async Task<string> AsFirstAdministratorAsync(ServerProcess server, TimeProvider time, CancellationToken cancel)
    {
        Uri hub = server.Url;
        (Match email, Match password) = await PrintedAsync(server, time, cancel);
        using HttpClient http = Client(hub);
        string cookie = await SignInAsync(http, email.Value, password.Value, cancel);
        string next = Guid.NewGuid().ToString();
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        using HttpResponseMessage changed = await http.PostAsJsonAsync("/api/account/password", new { current = password.Value, next }, cancel);
        if (!changed.IsSuccessStatusCode)
            throw new IOException($"The password could not be changed: {(int)changed.StatusCode} {await changed.Content.ReadAsStringAsync(cancel)}");
        return await WithPasswordAsync(hub, email.Value, next, cancel);
    }

    // The port accepts connections a moment before the sign-in is printed.
    private static async Task<(Match Email, Match Password)> PrintedAsync(ServerProcess server, TimeProvider time, CancellationToken cancel)
    {
        long started = time.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20), time);
        while (time.GetElapsedTime(started) < PrintTimeout)
        {
            foreach (string line in server.Output)
            {
                (Match email, Match password) = (Email().Match(line), OneTimePassword().Match(line));
                if (email.Success && password.Success)
                    return (email, password);
            }

            await timer.WaitForNextTickAsync(cancel);
        }

        throw new IOException("The hub printed no sign-in of a first administrator:\n" + string.Join('\n', server.Output));
    }

    private static async Task<string> SignInAsync(HttpClient http, string email, string password, CancellationToken cancel)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync(
            "/api/account/sign-in", new { email, password, code = (string?)null, remember = false }, JsonSerializerOptions.Web, cancel);
        if (!response.IsSuccessStatusCode)
            throw new IOException($"{email} could not sign in: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancel)}");
        if (!response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies))
            throw new IOException("The sign-in set no cookie.");
        return string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0]));
    }

    private static HttpClient Client(Uri hub)
    {
        HttpClient http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = hub };
        http.DefaultRequestHeaders.Add("X-ContactHub", "1");
        return http;
    }

    [GeneratedRegex(@"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+[A-Za-z0-9]")]
    private static partial Regex Email();

    [GeneratedRegex(@"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b")]
    private static partial Regex OneTimePassword();
}
