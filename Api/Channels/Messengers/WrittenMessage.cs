using System.Collections.Immutable;
using ContactHub.Citizens;
using ContactHub.Conversations;

namespace ContactHub.Messengers;

/// <summary>What a citizen wrote in a messenger.</summary>
/// <param name="Place">Where it was written.</param>
/// <param name="Id">The messenger's own id of it, unique in the place; what is told again has the same.</param>
/// <param name="Identity">Whom the messenger vouches for.</param>
/// <param name="Name">What the citizen is called there; only typed in.</param>
/// <param name="Text">As received, of any length.</param>
/// <param name="At">When it was written, by the messenger's clock.</param>
/// <param name="OptionId">The option that was chosen, when it came from a button.</param>
/// <param name="DepartmentId">Where a conversation that it opens belongs; null when that is not known.</param>
/// <param name="Files">In the file store already.</param>
/// <param name="HeardAs">What the messenger calls it when that is not <paramref name="Id"/>.</param>
/// <param name="Quotes">What the messenger calls the message that it answers or reacts to; null when it is none.</param>
public sealed record WrittenMessage(
    MessengerPlace Place, string Id, CitizenIdentity Identity, string? Name, string Text, DateTimeOffset At, string? OptionId = null, string? DepartmentId = null,
    ImmutableArray<Attachment> Files = default, string? HeardAs = null, string? Quotes = null);
