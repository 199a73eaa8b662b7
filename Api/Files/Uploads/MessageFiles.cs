using ContactHub.Conversations;
using ContactHub.Realtime;

namespace ContactHub.Files;

/// <summary>The uploads that a message names, as the files that they are.</summary>
public sealed class MessageFiles(UploadStore uploads)
{
    /// <summary>
    /// Keeps the files for good and sends the command that names them. A message that was stored already gets its first receipt, even when its uploads are
    /// long gone.
    /// </summary>
    /// <param name="uploadIds">Null or empty: a message like any other, for which nothing is looked up.</param>
    /// <exception cref="Microsoft.AspNetCore.SignalR.HubException">An upload is not there, or not the owner's.</exception>
    public async Task<CommandResult> Post(ConversationCall conversation, PostMessage message, string owner, string[]? uploadIds, CancellationToken ct = default)
    {
        if (uploadIds is null or []) return await conversation.Execute(message);
        if (uploadIds.Length > ConversationLimits.MessageFiles) throw HubErrors.Invalid($"At most {ConversationLimits.MessageFiles} files.");
        if (await uploads.Claim(owner, uploadIds, ct) is { } files) return await conversation.Execute(message with { Attachments = files });
        return await conversation.Receipt(message.CommandId) ?? throw HubErrors.FileGone();
    }
}
