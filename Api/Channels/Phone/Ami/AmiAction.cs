using System.Security.Cryptography;
using System.Text;
using ContactHub.Links;

namespace ContactHub.Phone;

/// <summary>What the manager interface is asked to do.</summary>
internal static class AmiAction
{
    /// <summary>An action with its id, ready to be sent.</summary>
    /// <exception cref="ArgumentException">A value has several lines: it could smuggle in other actions.</exception>
    public static byte[] Encode(string name, string actionId, IEnumerable<(string Key, string Value)> fields)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in fields.Prepend(("ActionID", actionId)).Prepend(("Action", name)))
        {
            if (value.AsSpan().IndexOfAny('\r', '\n') >= 0) throw new ArgumentException($"{key} of {name} has more than one line.", nameof(fields));
            text.Append(key).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());
    }

    /// <summary>The key to log in with; the protocol knows no better digest than MD5, and the secret itself is never sent.</summary>
    public static string LoginKey(string challenge, string secret) =>
#pragma warning disable CA5351
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(challenge + secret)));
#pragma warning restore CA5351
}

/// <summary>Why an action could not be done.</summary>
public sealed class AmiException : Exception
{
    public AmiException(string message) : base(message)
    {
    }

    public AmiException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>One of <see cref="LinkFaults"/>.</summary>
    public string Fault { get; init; } = LinkFaults.Unreachable;
}
