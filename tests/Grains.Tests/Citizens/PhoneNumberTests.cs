namespace ContactHub.Citizens;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("0532 123 45 67", "+905321234567", PhoneKind.Mobile)]
    [InlineData("532 123 45 67", "+905321234567", PhoneKind.Mobile)]
    [InlineData("+90 (532) 123-45-67", "+905321234567", PhoneKind.Mobile)]
    [InlineData("00905321234567", "+905321234567", PhoneKind.Mobile)]
    [InlineData("905321234567", "+905321234567", PhoneKind.Mobile)]
    [InlineData("٠٥٣٢١٢٣٤٥٦٧", "+905321234567", PhoneKind.Mobile)]
    [InlineData("０５３２１２３４５６７", "+905321234567", PhoneKind.Mobile)]
    [InlineData("0 324 231 88 80", "+903242318880", PhoneKind.Geographic)]
    [InlineData("0 392 228 35 55", "+903922283555", PhoneKind.Geographic)]
    [InlineData("0850 222 00 00", "+908502220000", PhoneKind.Service)]
    [InlineData("444 8 185", "4448185", PhoneKind.Corporate)]
    [InlineData("185", "185", PhoneKind.Short)]
    [InlineData("11818", "11818", PhoneKind.Short)]
    [InlineData("+49 30 901820", "+4930901820", PhoneKind.Foreign)]
    [InlineData("0049 30 901820", "+4930901820", PhoneKind.Foreign)]
    public void Every_spelling_of_a_number_is_one_number(string typed, string value, PhoneKind kind)
    {
        Assert.True(PhoneNumber.TryParse(typed, out var number));
        Assert.Equal((value, kind), (number.Value, number.Kind));
        Assert.True(PhoneNumber.TryParse(number.Value, out var again));
        Assert.Equal(number, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("12")]
    [InlineData("0132 123 45 67")]
    [InlineData("0532 123 45 6")]
    [InlineData("0532 123 45 678")]
    [InlineData("+90 532 123 45 678")]
    [InlineData("+49 123")]
    [InlineData("+1234567890123456")]
    [InlineData("0532 ABC 45 67")]
    [InlineData("053+21234567")]
    public void What_is_no_number_is_refused(string? typed) => Assert.False(PhoneNumber.TryParse(typed, out _));

    [Fact]
    public void It_is_shown_as_people_write_it_and_masked_for_the_others()
    {
        Assert.True(PhoneNumber.TryParse("+905321234567", out var mobile));
        Assert.Equal("0 532 123 45 67", mobile.Display);
        Assert.Equal("05xx *** ** 67", mobile.Masked);
        Assert.True(PhoneNumber.TryParse("4448185", out var corporate));
        Assert.Equal("444 8 185", corporate.Display);
    }
}
