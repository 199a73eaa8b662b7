using System.Text;

namespace ContactHub.Email.Tests;

public sealed class ThreadMarksTests
{
    private const string Mailbox = "cozum@belediye.test";
    private const string Id = "c-0123456789abcdef0123456789abcdef";
    private readonly ThreadMarks _marks = new(new EmailOptions { Secret = "a-secret-of-the-tests-with-32-characters" });

    [Fact]
    public void A_reply_address_names_its_conversation_in_whatever_field_it_came()
    {
        var address = _marks.ReplyAddress(Mailbox, Id);
        Assert.True(address.IndexOf('@', StringComparison.Ordinal) <= 64);
        foreach (var field in (string[])["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"])
        {
            Assert.Equal(Id, _marks.ConversationOf(Mail($"{field}: {address}"), Mailbox));
            Assert.Equal(Id, _marks.ConversationOf(Mail($"{field}: {address.ToUpperInvariant().Replace(Id.ToUpperInvariant(), Id, StringComparison.Ordinal)}"), Mailbox));
        }
    }

    [Fact]
    public void Our_Message_IDs_name_it_in_In_Reply_To_first_and_then_in_the_last_of_the_References()
    {
        var (first, second) = (_marks.MessageId(Mailbox, Id, "m1"), _marks.MessageId(Mailbox, "c-2", "m2"));
        Assert.Equal(Id, _marks.ConversationOf(Mail($"In-Reply-To: <{first}>\nReferences: <{second}>"), Mailbox));
        Assert.Equal("c-2", _marks.ConversationOf(Mail($"In-Reply-To: <x@y>\nReferences: <{first}> <{second}> <z@y>"), Mailbox));
    }

    [Fact]
    public void What_was_signed_for_something_else_or_by_somebody_else_names_nothing()
    {
        var stranger = new ThreadMarks(new EmailOptions { Secret = "another-secret-of-the-tests-32-characters" });
        var address = _marks.ReplyAddress(Mailbox, Id);
        foreach (var field in (string[])
            [
                "Subject: Re: [#CH-1]", "To: cozum+@belediye.test", "In-Reply-To: <@>",
                $"To: {stranger.ReplyAddress(Mailbox, Id)}", $"In-Reply-To: <{stranger.MessageId(Mailbox, Id, "m1")}>",
                $"To: {_marks.ReplyAddress("bilgi@belediye.test", Id)}", $"In-Reply-To: <{_marks.MessageId("bilgi@belediye.test", Id, "m1")}>",
                $"To: {address.Replace("c-0", "c-1", StringComparison.Ordinal)}", $"To: {address.Replace("@belediye", "@evil", StringComparison.Ordinal)}",
                $"In-Reply-To: <{_marks.MessageId(Mailbox, Id, "m1").Replace("m1", "m2", StringComparison.Ordinal)}>",
            ])
            Assert.Null(_marks.ConversationOf(Mail(field), Mailbox));
    }

    [Theory]
    [InlineData("mx.belediye.test; spf=pass; dmarc=pass (p=none) header.from=example.test", true)]
    [InlineData("MX.belediye.test 1; dmarc=pass header.from=EXAMPLE.test", true)]
    [InlineData("mx.belediye.test; dmarc=pass header.from=evil.test", false)]
    [InlineData("mx.belediye.test; dmarc=fail header.from=example.test", false)]
    [InlineData("mx.belediye.test; spf=pass smtp.mailfrom=example.test", false)]
    [InlineData("mx.evil.test; dmarc=pass header.from=example.test", false)]
    [InlineData("mx.evil.test; none\nAuthentication-Results: mx.belediye.test; dmarc=pass header.from=example.test", false)]
    public void Only_the_own_exchanger_s_topmost_word_for_the_sender_counts(string results, bool proven) =>
        Assert.Equal(proven, SenderProof.IsGiven(Mail("Authentication-Results: " + results), "mx.belediye.test"));

    private static ParsedMail Mail(string fields) => MimeReader.Read(Encoding.UTF8.GetBytes($"From: a@example.test\n{fields}\n\nx").AsMemory());
}
