namespace ContactHub.Messengers.Tests;

/// <summary>Buttons as they are written into what a messenger gives back.</summary>
public sealed class MessengerButtonTests
{
    [Theory]
    [InlineData("o.3.17.c-0199", false, 3)]
    [InlineData("r.5.17.c-0199", true, 5)]
    public void A_button_reads_as_it_was_written(string data, bool rating, int choice)
    {
        var button = new MessengerButton(rating, choice, 17, "c-0199");
        Assert.Equal((data, button), (button.ToData(), MessengerButton.Read(data)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x.1.1.c-1")]
    [InlineData("o.-1.1.c-1")]
    [InlineData("o.1.0.c-1")]
    [InlineData("o.1.1.c/1")]
    [InlineData("o.1.1")]
    public void Other_data_are_no_button(string data) => Assert.Null(MessengerButton.Read(data));

    [Fact]
    public void A_button_that_does_not_fit_is_none() => Assert.Null(new MessengerButton(false, 1, 1, new string('c', 64)).ToData());
}
