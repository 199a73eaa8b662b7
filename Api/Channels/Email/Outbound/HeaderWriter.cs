using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ContactHub.Conversations;

namespace ContactHub.Email;

/// <summary>Writes header fields: lines of at most 78 characters where the words allow it (RFC 5322 section 2.1.1), and never a line that a value brought along.</summary>
internal sealed class HeaderWriter
{
    private const int Line = 78;

    /// <summary>Longest id: one with its brackets and a fold is a line, and lines have at most 998 bytes.</summary>
    private const int LongestId = 990;

    private readonly StringBuilder _written = new();

    /// <summary>The bytes of all fields, without the empty line behind them.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_written.ToString());

    /// <summary>A field of words; none when there are none.</summary>
    public HeaderWriter Field(string name, IReadOnlyList<string> words)
    {
        if (words.Count == 0) return this;
        _written.Append(name).Append(':');
        var column = name.Length + 1;
        var isFirst = true;
        foreach (var word in words)
        {
            if (word.AsSpan().ContainsAny('\r', '\n', '\0')) throw new ArgumentException("A word of a field is on one line.", nameof(words));
            if (column + 1 + word.Length > Line && !isFirst)
            {
                _written.Append("\r\n");
                column = 0;
            }

            _written.Append(' ').Append(word);
            column += word.Length + 1;
            isFirst = false;
        }

        _written.Append("\r\n");
        return this;
    }

    /// <summary>A field whose value is a token that the hub wrote.</summary>
    public HeaderWriter Field(string name, string token) => Field(name, [token]);

    /// <summary>A field of free text (RFC 5322 section 2.2.1).</summary>
    public HeaderWriter Unstructured(string name, string text) => Field(name, EncodedWordWriter.Words(text));

    /// <summary>A list of mailboxes.</summary>
    /// <exception cref="ArgumentException">One of them isn't an address.</exception>
    public HeaderWriter Addresses(string name, ImmutableArray<EmailAddress> addresses)
    {
        var words = new List<string>();
        foreach (var (address, at) in addresses.Select((address, at) => (address, at)))
        {
            var wire = OutgoingAddress.OnTheWire(address.Address) ?? throw new ArgumentException("That is no address to send to.", nameof(addresses));
            var phrase = EncodedWordWriter.Phrase(address.Name ?? "");
            words.AddRange(phrase);
            words.Add((phrase.Count == 0 ? wire : $"<{wire}>") + (at == addresses.Length - 1 ? "" : ","));
        }

        return Field(name, words);
    }

    /// <summary>Message-IDs in angle brackets; what cannot be one is left out.</summary>
    public HeaderWriter Ids(string name, IEnumerable<string> ids) => Field(name, [.. ids.Where(IsId).Select(id => $"<{id}>")]);

    /// <summary>A point in time (RFC 5322 section 3.3).</summary>
    public HeaderWriter Date(string name, DateTimeOffset date) => Field(name, [.. string.Concat(
        date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture), date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)).Split(' ')]);

    /// <summary>A value with parameters; their texts may hold anything.</summary>
    public HeaderWriter Parameters(string name, string value, params (string Name, string Text)[] parameters)
    {
        var words = parameters.SelectMany(parameter => ParameterWriter.Words(parameter.Name, parameter.Text)).Prepend(value).ToList();
        return Field(name, [.. words.Select((word, at) => at == words.Count - 1 ? word : word + ";")]);
    }

    private static bool IsId(string id) => id.Length is > 0 and <= LongestId && !id.AsSpan().ContainsAnyExceptInRange('!', '~') && !id.AsSpan().ContainsAny('<', '>');
}
