using System.Security.Cryptography;

namespace ContactHub.Accounts;

/// <summary>Passwords made by the hub, shown once and replaced at the first sign-in.</summary>
public static class OneTimePassword
{
    // No letters or digits that are mistaken for one another when read out or copied by hand.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Four groups of four characters, 79 bits of randomness: <c>k7mw-q2ad-x9bt-hr4e</c>.</summary>
    public static string Create()
    {
        var letters = RandomNumberGenerator.GetItems<char>(Alphabet, 16);
        return string.Join('-', letters.Chunk(4).Select(group => new string(group)));
    }
}
