using System.Collections.Immutable;

namespace ContactHub.ApiKeys;

/// <summary>What a key may do, as stored and as on the wire.</summary>
public static class ApiScopes
{
    /// <summary>Finding and reading contacts.</summary>
    public const string ContactsRead = "contacts:read";

    /// <summary>Making contacts and changing their names and claimed identities.</summary>
    public const string ContactsWrite = "contacts:write";

    /// <summary>Vouching for an identity: its contact then joins what the same person has open on other channels.</summary>
    public const string ContactsVerify = "contacts:verify";

    /// <summary>Lists and timelines of conversations, what staff note included.</summary>
    public const string ConversationsRead = "conversations:read";

    /// <summary>Transferring, resolving and labelling conversations, and notes in them.</summary>
    public const string ConversationsWrite = "conversations:write";

    /// <summary>Writing messages, and opening conversations with them.</summary>
    public const string MessagesWrite = "messages:write";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> All =
        [ContactsRead, ContactsWrite, ContactsVerify, ConversationsRead, ConversationsWrite, MessagesWrite];

    /// <summary>The authorization policy that lets any valid key pass.</summary>
    public const string AnyKey = "api";

    /// <summary>The authorization policy that lets keys with a scope pass.</summary>
    public static string Policy(string scope) => "api:" + scope;
}
