using System.Collections.Immutable;
using System.Text;

namespace ContactHub.Email;

/// <summary>One response of a server (RFC 3501 section 7).</summary>
/// <param name="Tag">The command's tag, <c>*</c> for data nobody need have asked for, <c>+</c> for "go on".</param>
/// <param name="Keyword">In upper case: OK, NO, FETCH...; empty after <c>+</c>.</param>
/// <param name="Number">What stands before the keyword, as in <c>* 23 EXISTS</c>.</param>
/// <param name="Code">What a status has in brackets, such as <c>UIDVALIDITY 17</c>; empty when nothing.</param>
/// <param name="Text">The words of a status.</param>
/// <param name="Values">The data.</param>
internal sealed record ImapResponse(string Tag, string Keyword, uint? Number, string Code, string Text, ImmutableArray<ImapValue> Values)
{
    public bool IsUntagged => Tag is "*";

    /// <summary>The argument of the code of that name; null when it is another.</summary>
    public string? CodeArgument(string name) =>
        Code.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (Code.Length == name.Length || Code[name.Length] == ' ') ? Code[name.Length..].Trim() : null;
}

/// <summary>An atom or string, or a list; NIL is neither.</summary>
internal sealed record ImapValue(ReadOnlyMemory<byte>? Bytes, ImmutableArray<ImapValue> Items)
{
    public static readonly ImapValue Nil = new(null, default);

    public string Text => Bytes is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "";

    public bool IsList => !Items.IsDefault;

    public bool Is(string atom) => string.Equals(Text, atom, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value behind a name in a list of names and values, as FETCH answers.</summary>
    public ImapValue? Behind(string name)
    {
        for (var i = 0; IsList && i + 1 < Items.Length; i += 2)
        {
            if (Items[i].Is(name)) return Items[i + 1];
        }

        return null;
    }
}
