using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContactHub.TestKit;

/// <summary>An authority of the tests' own, and a certificate for the loopback address that it signed.</summary>
public sealed class TestCertificates
{
    public TestCertificates(TimeProvider clock)
    {
        var (from, until) = (clock.GetUtcNow().AddDays(-1), clock.GetUtcNow().AddDays(10));
        using var authorityKey = RSA.Create(2048);
        var authority = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var signer = authority.CreateSelfSigned(from, until);
        using var key = RSA.Create(2048);
        var server = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        server.CertificateExtensions.Add(names.Build());
        using var signed = server.Create(signer, from, until, [1, 2, 3, 4]);
        AuthorityPem = signer.ExportCertificatePem();
        ServerPem = signed.ExportCertificatePem();
        ServerKeyPem = key.ExportPkcs8PrivateKeyPem();
    }

    public string AuthorityPem { get; }

    public string ServerPem { get; }

    public string ServerKeyPem { get; }
}
