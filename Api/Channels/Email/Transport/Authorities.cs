using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContactHub.Email;

/// <summary>Certificates of authorities that the configuration names, and servers that need none.</summary>
internal static class Authorities
{
    /// <summary>Whether nothing that is sent there leaves this machine.</summary>
    public static bool IsThisMachine(string host) => host is "127.0.0.1" or "::1" or "localhost";

    /// <summary>The certificate; null for an empty name.</summary>
    public static X509Certificate2? Read(string file) => file.Length == 0 ? null : X509Certificate2.CreateFromPem(File.ReadAllText(file));

    /// <summary>What is wrong with the file; null when nothing.</summary>
    /// <param name="path">Of the section that names it.</param>
    public static string? Problem(string file, string path)
    {
        try
        {
            using var certificate = Read(file);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"{path}:AuthorityFile has '{file}', which is not a PEM certificate.";
        }
    }
}
