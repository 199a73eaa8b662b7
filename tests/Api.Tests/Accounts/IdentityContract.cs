using System.Security.Claims;
using ContactHub.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Accounts.Tests;

/// <summary>Every operation of Identity's stores, on each database: the hand-written schema has to carry them all.</summary>
public abstract class IdentityContract
{
    private protected abstract Task<TestHub> StartHub();

    [Fact]
    public async Task Accounts_are_made_found_changed_and_deleted()
    {
        await using var hub = await StartHub();
        var id = await Act(hub, async users =>
        {
            var account = new StaffAccount { UserName = "işil@ornek.bel.tr", Email = "işil@ornek.bel.tr" };
            Done(await users.CreateAsync(account, TestBrowser.Password));
            return account.Id;
        });
        await Act(hub, async users =>
        {
            var account = await users.FindByEmailAsync("İŞİL@ornek.bel.tr") ?? await users.FindByEmailAsync("işil@ornek.bel.tr");
            Assert.Equal(id, account!.Id);
            Assert.Equal(id, (await users.FindByNameAsync("işil@ornek.bel.tr"))!.Id);
            Done(await users.SetEmailAsync(account, "isil@ornek.bel.tr"));
            Done(await users.SetUserNameAsync(account, "isil@ornek.bel.tr"));
            Done(await users.ConfirmEmailAsync(account, await users.GenerateEmailConfirmationTokenAsync(account)));
            Done(await users.SetPhoneNumberAsync(account, "+905321234567"));
            return id;
        });
        await Act(hub, async users =>
        {
            var account = (await users.FindByIdAsync(id))!;
            Assert.Equal(("isil@ornek.bel.tr", true, "+905321234567"), (account.Email, account.EmailConfirmed, account.PhoneNumber));
            Done(await users.DeleteAsync(account));
            Assert.Null(await users.FindByIdAsync(id));
            return id;
        });
    }

    [Fact]
    public async Task Passwords_are_changed_reset_and_removed()
    {
        await using var hub = await StartHub();
        var id = await Create(hub);
        await Act(hub, async users =>
        {
            var account = (await users.FindByIdAsync(id))!;
            Assert.True(await users.CheckPasswordAsync(account, TestBrowser.Password));
            Done(await users.ChangePasswordAsync(account, TestBrowser.Password, "sarı şemsiye 19"));
            Done(await users.ResetPasswordAsync(account, await users.GeneratePasswordResetTokenAsync(account), "turuncu masa 88"));
            Assert.True(await users.CheckPasswordAsync(account, "turuncu masa 88"));
            Done(await users.RemovePasswordAsync(account));
            Assert.False(await users.HasPasswordAsync(account));
            return 0;
        });
    }

    [Fact]
    public async Task Lockouts_count_end_and_are_kept()
    {
        await using var hub = await StartHub();
        var id = await Create(hub);
        var until = new DateTimeOffset(2031, 5, 4, 3, 2, 1, TimeSpan.Zero);
        await Act(hub, async users =>
        {
            var account = (await users.FindByIdAsync(id))!;
            Done(await users.AccessFailedAsync(account));
            Done(await users.SetLockoutEndDateAsync(account, until));
            return 0;
        });
        await Act(hub, async users =>
        {
            var account = (await users.FindByIdAsync(id))!;
            Assert.Equal(until, await users.GetLockoutEndDateAsync(account));
            Assert.Equal(1, await users.GetAccessFailedCountAsync(account));
            Assert.True(await users.IsLockedOutAsync(account));
            Done(await users.ResetAccessFailedCountAsync(account));
            Done(await users.SetLockoutEndDateAsync(account, null));
            Assert.False(await users.IsLockedOutAsync(account));
            return 0;
        });
    }

    [Fact]
    public async Task Roles_claims_logins_and_tokens_are_kept()
    {
        await using var hub = await StartHub();
        var id = await Create(hub);
        var claim = new Claim("desk", "left");
        await hub.InScope(async services =>
        {
            var roles = services.GetRequiredService<RoleManager<IdentityRole>>();
            var users = services.GetRequiredService<UserManager<StaffAccount>>();
            var account = (await users.FindByIdAsync(id))!;
            Done(await roles.CreateAsync(new IdentityRole("agent")));
            Done(await roles.AddClaimAsync((await roles.FindByNameAsync("agent"))!, claim));
            Done(await users.AddToRoleAsync(account, "agent"));
            Done(await users.AddClaimAsync(account, claim));
            Done(await users.AddLoginAsync(account, new UserLoginInfo("sso", "key", "Sign-on")));
            Done(await users.SetAuthenticationTokenAsync(account, "sso", "name", "value"));
            return 0;
        });
        await Act(hub, async users =>
        {
            var account = (await users.FindByLoginAsync("sso", "key"))!;
            Assert.Equal(id, account.Id);
            Assert.Equal(["agent"], await users.GetRolesAsync(account));
            Assert.Equal("left", Assert.Single(await users.GetClaimsAsync(account)).Value);
            Assert.Equal(id, Assert.Single(await users.GetUsersInRoleAsync("agent")).Id);
            Assert.Equal(id, Assert.Single(await users.GetUsersForClaimAsync(claim)).Id);
            Assert.Equal("value", await users.GetAuthenticationTokenAsync(account, "sso", "name"));
            Done(await users.RemoveFromRoleAsync(account, "agent"));
            Done(await users.RemoveClaimAsync(account, claim));
            Done(await users.RemoveLoginAsync(account, "sso", "key"));
            Done(await users.RemoveAuthenticationTokenAsync(account, "sso", "name"));
            return 0;
        });
    }

    [Fact]
    public async Task Authenticator_keys_and_recovery_codes_are_kept()
    {
        await using var hub = await StartHub();
        var id = await Create(hub);
        var codes = await Act(hub, async users =>
        {
            var account = (await users.FindByIdAsync(id))!;
            Done(await users.ResetAuthenticatorKeyAsync(account));
            Done(await users.SetTwoFactorEnabledAsync(account, true));
            return (await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 3))!.ToList();
        });
        await Act(hub, async users =>
        {
            var account = (await users.FindByIdAsync(id))!;
            Assert.Equal(32, (await users.GetAuthenticatorKeyAsync(account))!.Length);
            Done(await users.RedeemTwoFactorRecoveryCodeAsync(account, codes[0]));
            Assert.Equal(2, await users.CountRecoveryCodesAsync(account));
            return 0;
        });
    }

    [Fact]
    public async Task Of_two_changes_at_once_the_second_fails()
    {
        await using var hub = await StartHub();
        var id = await Create(hub);
        await Act(hub, async mine =>
        {
            var account = (await mine.FindByIdAsync(id))!;
            await Act(hub, async theirs => await theirs.SetPhoneNumberAsync((await theirs.FindByIdAsync(id))!, "+905321234567"));

            var late = await mine.SetPhoneNumberAsync(account, "+905320000000");

            Assert.Equal(nameof(IdentityErrorDescriber.ConcurrencyFailure), Assert.Single(late.Errors).Code);
            return 0;
        });
    }

    private static Task<string> Create(TestHub hub) => Act(hub, async users =>
    {
        var account = new StaffAccount { UserName = "deniz@ornek.bel.tr", Email = "deniz@ornek.bel.tr" };
        Done(await users.CreateAsync(account, TestBrowser.Password));
        return account.Id;
    });

    private static Task<T> Act<T>(TestHub hub, Func<UserManager<StaffAccount>, Task<T>> work) =>
        hub.InScope(services => work(services.GetRequiredService<UserManager<StaffAccount>>()));

    private static void Done(IdentityResult result) => Assert.Empty(result.Errors);
}

public sealed class SqliteIdentityTests : IdentityContract
{
    private protected override Task<TestHub> StartHub() => TestHub.Start();
}

public sealed class PostgresIdentityTests : IdentityContract
{
    private protected override async Task<TestHub> StartHub() => await TestHub.Start(await (await PostgresServer.Shared).CreateDatabase());
}
