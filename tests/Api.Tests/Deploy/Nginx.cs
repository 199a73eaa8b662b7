using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using ContactHub.TestKit;

namespace ContactHub.Deploy.Tests;

/// <summary>A real nginx with a configuration of deploy/nginx; only ports, files and the addresses of the hubs are other ones.</summary>
internal sealed partial class Nginx : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-nginx-").FullName;
    private Process? _process;

    private Nginx()
    {
    }

    /// <summary>Where it answers, by https; its certificate is its own.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The lines of its access log.</summary>
    public string AccessLog => File.ReadAllText(Path.Combine(_folder, "access.log"));

    /// <summary>Starts nginx on a configuration, in front of hubs.</summary>
    /// <param name="configuration">A file of deploy/nginx, as a path from the root.</param>
    /// <param name="hubs">What takes the place of each <c>server</c> of an upstream, in order.</param>
    public static async Task<Nginx> Start(string configuration, params Uri[] hubs)
    {
        var nginx = new Nginx();
        var (http, https) = FreePorts.Two();
        nginx.Address = new Uri($"https://localhost:{https}");
        nginx.WriteCertificate();
        await File.WriteAllTextAsync(Path.Combine(nginx._folder, "site.conf"), nginx.Adapted(DeployFiles.Read(configuration), http, https, hubs));
        await File.WriteAllTextAsync(Path.Combine(nginx._folder, "nginx.conf"), nginx.Around(DeployFiles.Read("deploy/nginx/nginx.conf")));
        nginx._process = Process.Start(new ProcessStartInfo("nginx", ["-p", nginx._folder, "-c", Path.Combine(nginx._folder, "nginx.conf"), "-g", "daemon off;"]) { RedirectStandardError = true })!;
        await Eventually.Holds(() => nginx._process.HasExited ? throw new InvalidOperationException("nginx: " + nginx._process.StandardError.ReadToEnd()) : Listens(https));
        return nginx;
    }

    public void Dispose()
    {
        if (_process is { HasExited: false }) _process.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Around(string text) => text
        .Replace("user nginx;", "", StringComparison.Ordinal)
        .Replace("/var/log/nginx/error.log notice", $"{_folder}/error.log info", StringComparison.Ordinal)
        .Replace("/run/nginx.pid", $"{_folder}/nginx.pid", StringComparison.Ordinal)
        .Replace("include /etc/nginx/conf.d/*.conf;", $$"""
            client_body_temp_path {{_folder}}/body;
            proxy_temp_path {{_folder}}/proxy;
            fastcgi_temp_path {{_folder}}/fastcgi;
            uwsgi_temp_path {{_folder}}/uwsgi;
            scgi_temp_path {{_folder}}/scgi;
            include {{_folder}}/site.conf;
            """, StringComparison.Ordinal);

    private string Adapted(string text, int http, int https, Uri[] hubs)
    {
        var next = 0;
        text = UpstreamServer().Replace(text, _ => $"server {hubs[next++ % hubs.Length].Authority}");
        text = text.Replace("listen 80;", $"listen 127.0.0.1:{http};", StringComparison.Ordinal)
            .Replace("/etc/nginx/certificates", _folder, StringComparison.Ordinal);
        text = Listen443().Replace(text, $"listen 127.0.0.1:{https} ssl");
        // A directive of nginx 1.25 and later; earlier ones take it with the port.
        text = text.Replace("http2 on;", "", StringComparison.Ordinal);
        return AccessLogLine().Replace(text, $"access_log {_folder}/access.log contacthub;");
    }

    private void WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(Path.Combine(_folder, "fullchain.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "privkey.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private static bool Listens(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"server [\w.-]+:\d+")]
    private static partial Regex UpstreamServer();

    [GeneratedRegex(@"listen 443 ssl")]
    private static partial Regex Listen443();

    [GeneratedRegex(@"access_log [^;]+;")]
    private static partial Regex AccessLogLine();
}
