namespace ContactHub.Links;

/// <summary>A place where citizens reach the municipality, as the settings have it. Every channel adds its own to the services.</summary>
/// <param name="Channel">One of <see cref="Conversations.Channels"/>.</param>
/// <param name="Id">Its id in the settings.</param>
/// <param name="Name">What administrators know it by: an address, a host, a title.</param>
/// <param name="IsKept">Whether the hub keeps a link to it, which can break; of others it is known only when something last came.</param>
public sealed record ChannelPlace(string Channel, string Id, string Name, bool IsKept);
