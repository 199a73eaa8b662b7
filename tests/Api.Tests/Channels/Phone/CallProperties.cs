namespace ContactHub.Phone.Tests;

/// <summary>What holds for every stream, however it is cut, repeated or shuffled: no fault, everything at most once, the end last.</summary>
public sealed class CallProperties
{
    public static TheoryData<string> Captures => [.. Timeline.Captures];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Any_chunking_gives_the_same_messages(string capture)
    {
        var stream = Timeline.Capture(capture);
        var whole = Timeline.Messages(stream);
        var random = new Random(capture.Length);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var reader = new AmiReader();
            var messages = new List<AmiMessage>();
            for (var at = 0; at < stream.Length;)
            {
                var length = Math.Min(stream.Length - at, attempt == 0 ? 1 : random.Next(1, 1 << random.Next(1, 14)));
                reader.Read(stream.AsSpan(at, length), messages);
                at += length;
            }

            reader.Complete(messages);
            Assert.Equal(whole.Select(m => string.Join("\n", m.Fields)), messages.Select(m => string.Join("\n", m.Fields)));
        }
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Every_event_twice_tells_nothing_more(string capture)
    {
        var messages = Timeline.Messages(capture);

        // A list that comes twice holds twice as much as it says, and is then not believed; calls are.
        Assert.Equal(Timeline.Facts(messages), Timeline.Facts(messages.SelectMany(message => new[] { message, message })));
        Assert.Equal(Timeline.Facts(messages), Timeline.Facts(messages.Concat(messages)));
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void A_stream_that_breaks_off_tells_the_beginning(string capture)
    {
        var stream = Timeline.Capture(capture);
        var whole = Timeline.Facts(Timeline.Messages(stream));
        var random = new Random(capture.Length);
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var facts = Timeline.Facts(Timeline.Messages(stream[..random.Next(stream.Length)]));

            Assert.Equal(whole.Take(facts.Length).Select(Kind), facts.Select(Kind));
        }
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Neighbours_that_change_places_tell_nothing_twice(string capture)
    {
        var messages = Timeline.Messages(capture);
        var whole = Counts(Timeline.Of(messages));
        for (var at = 0; at + 1 < messages.Count; at++)
        {
            var swapped = messages.ToList();
            (swapped[at], swapped[at + 1]) = (swapped[at + 1], swapped[at]);

            Check(Timeline.Of(swapped), whole, $"{capture}: {at}");
        }
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void A_shuffled_stream_tells_nothing_twice(string capture)
    {
        var messages = Timeline.Messages(capture);
        var whole = Counts(Timeline.Of(messages));
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            // Each message comes up to eight places late.
            var shuffled = messages.Select((message, at) => (Message: message, Place: at + (random.NextDouble() * 8))).OrderBy(m => m.Place).Select(m => m.Message).ToList();

            CheckOrder(Timeline.Of(shuffled));
            Assert.All(Counts(Timeline.Of(shuffled)), count => Assert.True(
                count.Value <= Math.Max(1, whole.GetValueOrDefault(count.Key)), $"{capture} {seed}: {count.Key} {count.Value} times"));
        }
    }

    [Fact]
    public void Captures_one_after_the_other_do_not_mix()
    {
        var all = Timeline.Captures.SelectMany(Timeline.Messages).ToList();

        Assert.Equal(Timeline.Captures.SelectMany(capture => Timeline.Facts(Timeline.Messages(capture))), Timeline.Facts(all));
    }

    [Fact]
    public void Noise_is_survived()
    {
        var random = new Random(7);
        var capture = Timeline.Capture("02-");
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var noisy = capture.ToArray();
            for (var hit = 0; hit < 200; hit++) noisy[random.Next(noisy.Length)] = (byte)random.Next(256);
            CheckOrder(Timeline.Of(Timeline.Messages(noisy)));
        }
    }

    [Fact]
    public void Nonsense_in_every_field_is_survived()
    {
        string[] values = ["", "<unknown>", "-1", "99999999999999999999", "Local/;2", "/", "ANSWER", "x.1"];
        var random = new Random(11);
        var names = Timeline.Captures.SelectMany(Timeline.Messages).Where(m => m.Event is not null).ToList();
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var messages = Enumerable.Range(0, 200).Select(_ => names[random.Next(names.Count)]).Select(message => new AmiMessage(
                [.. message.Fields.Select(f => f.Key != "Event" && random.Next(4) == 0 ? f with { Value = values[random.Next(values.Length)] } : f)]));
            CheckOrder(Timeline.Of(messages));
        }
    }

    private static void Check(List<CallEvent> events, Dictionary<string, int> whole, string what)
    {
        CheckOrder(events);
        var counts = Counts(events);
        Assert.All(counts, count => Assert.True(count.Value <= whole.GetValueOrDefault(count.Key), $"{what}: {count.Key} {count.Value} times"));
    }

    private static void CheckOrder(List<CallEvent> events)
    {
        foreach (var call in events.GroupBy(e => e.Call, StringComparer.Ordinal))
        {
            Assert.Equal(Enumerable.Range(1, call.Count()), call.Select(e => e.Seq));
            Assert.DoesNotContain(call.SkipLast(1), e => e.Kind == CallKind.Ended);
            Assert.True(call.Count(e => e.Kind == CallKind.Rang) <= 1, call.Key);
            Assert.DoesNotContain(call.Skip(1), e => e.Kind == CallKind.Rang);
        }
    }

    private static Dictionary<string, int> Counts(List<CallEvent> events) =>
        events.CountBy(e => $"{e.Call} {e.Kind} {e.Queue} {e.Agent}", StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private static string Kind(string line) => string.Join(' ', line.Split(' ').Take(2));
}
