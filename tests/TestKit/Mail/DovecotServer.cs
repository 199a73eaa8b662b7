using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ContactHub.TestKit;

/// <summary>
/// A real Dovecot in a folder of its own, on free ports of the loopback address. Needs root and Debian's dovecot-imapd and dovecot-lmtpd; without them
/// the tests fail and do not skip.
/// </summary>
public sealed class DovecotServer : IAsyncDisposable
{
    public const string User = "cozum@belediye.test";
    /// <summary>Somebody who writes to <see cref="User"/>, with the same password.</summary>
    public const string Citizen = "ayse@example.test";

    public const string Password = "pw \"cozum\\ğ";
    private readonly RSA _tokenKey = RSA.Create(2048);
    private Process? _process;

    private DovecotServer(TestCertificates certificates) => Certificates = certificates;

    public TestCertificates Certificates { get; }

    /// <summary>Without TLS at first; offers STARTTLS.</summary>
    public int Port { get; } = FreePorts.One();

    public int TlsPort { get; } = FreePorts.One();

    public int LmtpPort { get; } = FreePorts.One();

    /// <summary>Where a mail exchanger asks whether a password is right.</summary>
    public string SaslSocket => Path.Combine(Folder, "run", "auth-sasl");

    private string Folder { get; } = Directory.CreateTempSubdirectory("contacthub-dovecot-").FullName;

    private string Maildir => Path.Combine(Folder, "vmail", User);

    /// <summary>What is in somebody's mailbox, as it came, the oldest first.</summary>
    public IReadOnlyList<string> Mails(string user)
    {
        var inbox = Path.Combine(Folder, "vmail", user);
        var files = ((string[])["new", "cur"]).Select(folder => new DirectoryInfo(Path.Combine(inbox, folder))).Where(folder => folder.Exists);
        return [.. files.SelectMany(folder => folder.GetFiles()).OrderBy(file => file.LastWriteTimeUtc).Select(file => File.ReadAllText(file.FullName))];
    }

    public static async Task<DovecotServer> Start()
    {
        var server = new DovecotServer(new TestCertificates(TimeProvider.System));
        await server.Prepare();
        await server.Restart();
        return server;
    }

    /// <summary>Starts the server after <see cref="Stop"/>; returns when it takes connections.</summary>
    public async Task Restart()
    {
        var start = new ProcessStartInfo("/usr/sbin/dovecot") { WorkingDirectory = "/" };
        foreach (var argument in (string[])["-F", "-c", Path.Combine(Folder, "dovecot.conf")]) start.ArgumentList.Add(argument);
        _process = Process.Start(start) ?? throw new InvalidOperationException("Dovecot did not start.");
        await Eventually.Holds(() => _process.HasExited ? throw new InvalidOperationException("Dovecot ended: " + Log) : FreePorts.Answers(TlsPort) && FreePorts.Answers(Port) && FreePorts.Answers(LmtpPort));
    }

    /// <summary>Ends the server; its connections break.</summary>
    public async Task Stop()
    {
        if (_process is not { HasExited: false } process) return;
        await Run("kill", "-TERM", process.Id.ToString(CultureInfo.InvariantCulture));
        await process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        process.Dispose();
        _process = null;
    }

    /// <summary>Takes away what the server knows of its mailboxes but not the mail: it gives them another UIDVALIDITY. Stop it before.</summary>
    public async Task ForgetIndexes()
    {
        foreach (var file in Directory.GetFiles(Maildir, "dovecot*")) File.Delete(file);
        // The validity is the second in which it is made.
        var second = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await Eventually.Holds(() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() > second);
    }

    /// <summary>Delivers mail as an exchanger does (LMTP, RFC 2033).</summary>
    /// <param name="recipient">Whom it is for; a part behind + is kept in Delivered-To.</param>
    public async Task Deliver(IEnumerable<string> mails, string recipient = User)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, LmtpPort);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await Expect("220");
        await Ask("LHLO tests", "250");
        foreach (var mail in mails)
        {
            await Ask("MAIL FROM:<sender@example.test>", "250");
            await Ask($"RCPT TO:<{recipient}>", "250");
            await Ask("DATA", "354");
            var lines = mail.ReplaceLineEndings("\r\n").Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
            await Ask(lines + "\r\n.", "250");
        }

        async Task Ask(string line, string code)
        {
            await writer.WriteLineAsync(line);
            await Expect(code);
        }

        async Task Expect(string code)
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                if (!line.StartsWith(code, StringComparison.Ordinal)) throw new InvalidOperationException("LMTP: " + line);
                if (line.Length < 4 || line[3] != '-') return;
            }

            throw new InvalidOperationException("LMTP ended.");
        }
    }

    /// <summary>An access token as an identity provider signs it.</summary>
    public string Token(DateTimeOffset expires)
    {
        var header = Base64(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", typ = "JWT", kid = "default" }));
        var body = Base64(JsonSerializer.SerializeToUtf8Bytes(new { sub = User, email = User, azp = "default", iat = expires.AddDays(-1).ToUnixTimeSeconds(), exp = expires.ToUnixTimeSeconds() }));
        return $"{header}.{body}.{Base64(_tokenKey.SignData(Encoding.ASCII.GetBytes($"{header}.{body}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _tokenKey.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private string Log => File.Exists(Path.Combine(Folder, "dovecot.log")) ? File.ReadAllText(Path.Combine(Folder, "dovecot.log")) : "";

    private async Task Prepare()
    {
        if (!File.Exists("/usr/sbin/dovecot")) throw new InvalidOperationException("Dovecot is not installed. Debian: apt-get install dovecot-imapd dovecot-lmtpd.");
        foreach (var folder in (string[])["run", "vmail", "keys/default/RS256"]) Directory.CreateDirectory(Path.Combine(Folder, folder));
        Save("tls.crt", Certificates.ServerPem);
        Save("tls.key", Certificates.ServerKeyPem);
        Save("users", string.Concat(((string[])[User, Citizen]).Select(user => $"{user}:{{PLAIN}}{Password}::::::\n")));
        Save("keys/default/RS256/default", _tokenKey.ExportSubjectPublicKeyInfoPem());
        Save("oauth2.ext", $"introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix={Folder}/keys/\nusername_attribute = email\n");
        Save("dovecot.conf", DovecotConfiguration.Write(Folder, Port, TlsPort, LmtpPort));
        await Run("chmod", "-R", "a+rX", Folder);
        await Run("chown", "1:1", Path.Combine(Folder, "vmail"));
        PeerWatch.Begin(Folder, "run/master.pid");
    }

    private void Save(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
    }
}
