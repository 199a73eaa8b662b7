using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using ContactHub.Citizens;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.OpenApi;

/// <summary>A contact: a citizen, and how one is recognised.</summary>
/// <param name="Id">What conversations call <c>citizenId</c>.</param>
/// <param name="Identities">Verified ones are proven; the others were only typed in.</param>
/// <param name="MergedInto">The contact that stands for this one, when staff found the two to be one person.</param>
public sealed record ContactDocument(string Id, string? Name, ImmutableArray<CitizenIdentity> Identities, DateTimeOffset FirstSeenAt, string? MergedInto = null);

/// <summary>A way to recognise a contact, as another system sends it.</summary>
/// <param name="Kind"><c>phone</c>, <c>email</c> or <c>external</c> (<c>system:id</c>).</param>
/// <param name="Value">In any usual spelling; kept in one: E.164, lower case.</param>
/// <param name="Verified">The other system vouches for it; needs the scope <c>contacts:verify</c>.</param>
public sealed record IdentityInput([property: Required] string? Kind, [property: Required, StringLength(256, MinimumLength = 1)] string? Value, bool Verified = false)
{
    private static readonly StaffText NoneOfItsKind = new(
        "Kimlik kind: phone, email ya da external ve bu türden bir value olmalı.", "An identity needs a kind (phone, email or external) and a value of that kind.");

    /// <summary>In its normal spelling; notes a fault and answers null when it is none.</summary>
    internal CitizenIdentity? Read(Faults faults, string member)
    {
        if (Kind is not null && Value is { Length: <= 256 } && Identities.Normalise(new CitizenIdentity(Kind, Value, Verified)) is { } normal) return normal;
        faults.Add(member, NoneOfItsKind);
        return null;
    }
}

/// <summary>A new contact.</summary>
/// <param name="Name">At most 100 characters.</param>
/// <param name="Identities">At most 20.</param>
public sealed record ContactInput(
    [property: MaxLength(100)] string? Name, [property: MaxLength(20)] IReadOnlyList<IdentityInput?>? Identities);

/// <summary>What changes of a contact.</summary>
public sealed record ContactChange([property: Required, StringLength(100, MinimumLength = 1)] string? Name);

/// <summary>A page of a list.</summary>
/// <param name="Cursor">Ask with it for what follows; left out when nothing can.</param>
/// <param name="More">Whether there is more already.</param>
public sealed record PageDocument<T>(IReadOnlyList<T> Items, string? Cursor, bool More);
