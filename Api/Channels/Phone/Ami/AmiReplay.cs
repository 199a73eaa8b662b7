namespace ContactHub.Phone;

/// <summary>What a recorded stream held.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Messages">The messages that could be read.</param>
/// <param name="IsCut">It ended within a message.</param>
public sealed record AmiReplay(long Bytes, int Messages, int Events, int SkippedLines, int SkippedMessages, bool IsCut)
{
    /// <summary>Reads a stream to its end and writes a line of JSON for each call event.</summary>
    public static async Task<AmiReplay> Run(Stream stream, TextWriter output)
    {
        var reader = new AmiReader();
        var tracker = new CallTracker();
        var messages = new List<AmiMessage>();
        var buffer = new byte[64 * 1024];
        var replay = new AmiReplay(0, 0, 0, 0, 0, false);
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            replay = replay with { Bytes = replay.Bytes + read };
            reader.Read(buffer.AsSpan(0, read), messages);
            replay = await Tell(replay);
        }

        replay = replay with { IsCut = reader.Complete(messages), SkippedLines = reader.SkippedLines, SkippedMessages = reader.SkippedMessages };
        return await Tell(replay);

        async Task<AmiReplay> Tell(AmiReplay soFar)
        {
            var events = messages.SelectMany(message => tracker.Apply(message)).ToList();
            foreach (var callEvent in events) await output.WriteLineAsync(CallEventJson.Line(callEvent));
            soFar = soFar with { Messages = soFar.Messages + messages.Count, Events = soFar.Events + events.Count };
            messages.Clear();
            return soFar;
        }
    }

    /// <summary>What was wrong with the stream, one sentence each.</summary>
    public IEnumerable<string> Warnings()
    {
        if (Bytes > 0 && Messages == 0) yield return "there is no message of the Asterisk Manager Interface in it.";
        if (IsCut) yield return "it ends within a message; what came before was read.";
        if (SkippedLines > 0) yield return $"{SkippedLines} line(s) could not be read and were skipped.";
        if (SkippedMessages > 0) yield return $"{SkippedMessages} message(s) were too large and were skipped.";
    }
}
