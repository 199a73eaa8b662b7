namespace ContactHub.Email.Tests;

public sealed class MailSubjectTests
{
    [Theory]
    [InlineData("Su kesintisi", "Re: Su kesintisi [#7]")]
    [InlineData("RE: re: Ynt: YNT: Su", "Re: Su [#7]")]
    [InlineData("İLT: ilt: Fwd: FW[2]: Su [#3]", "Re: Su [#7]")]
    [InlineData("Re: Su [#7]", "Re: Su [#7]")]
    [InlineData("Reklam: tabela", "Re: Reklam: tabela [#7]")]
    [InlineData("", "Re: [#7]")]
    [InlineData("Re:", "Re: [#7]")]
    public void An_answer_has_one_Re_and_one_tag(string subject, string expected) => Assert.Equal(expected, MailSubject.Answer(subject, 7));

    [Theory]
    [InlineData("Re: Su [#42]", 42L)]
    [InlineData("[#1] Su [#2] x", 2L)]
    [InlineData("Su #42", null)]
    [InlineData("Su [#x] [#]", null)]
    [InlineData("Su [#9999999999999999999]", null)]
    public void The_last_tag_names_the_number(string subject, long? expected) => Assert.Equal(expected, MailSubject.NumberIn(subject));

    [Fact]
    public void A_subject_is_tagged_once() => Assert.Equal("Park [#9]", MailSubject.Tagged("Park [#8] [#9]", 9));
}
