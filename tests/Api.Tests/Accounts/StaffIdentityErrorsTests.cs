using System.Reflection;
using Microsoft.AspNetCore.Identity;

namespace ContactHub.Accounts.Tests;

public sealed class StaffIdentityErrorsTests
{
    public static TheoryData<string> Errors => new(typeof(IdentityErrorDescriber)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.ReturnType == typeof(IdentityError)).Select(m => m.Name));

    [Theory]
    [MemberData(nameof(Errors))]
    public void Every_error_of_identity_has_both_languages(string name)
    {
        var method = typeof(StaffIdentityErrors).GetMethod(name)!;
        var arguments = method.GetParameters().Select(p => p.ParameterType == typeof(int) ? (object)12 : "x").ToArray();

        var error = Assert.IsType<StaffIdentityError>(method.Invoke(new StaffIdentityErrors(), arguments));

        Assert.Equal((name, error.Text.En), (error.Code, error.Description));
        Assert.NotEqual(error.Text.Tr, error.Text.En);
        if (name != nameof(IdentityErrorDescriber.DefaultError)) Assert.NotEqual(StaffIdentityError.Unexpected, error.Text);
    }

    [Fact]
    public void An_error_from_elsewhere_is_told_without_its_english_words() =>
        Assert.Equal(StaffIdentityError.Unexpected, StaffIdentityError.TextOf(new IdentityError { Code = "Other", Description = "Other words." }));
}
