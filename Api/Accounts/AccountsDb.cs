using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ContactHub.Accounts;

/// <summary>
/// ASP.NET Core Identity's tables. The schema is made by the hub's own migrations (0030_accounts.sql of each database), never by EF;
/// a test compares the two, so a change of this model needs a migration with it.
/// </summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityDbContext<StaffAccount>(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<StaffAccount>(account =>
        {
            account.ToTable("accounts");
            account.Property(a => a.Language).HasMaxLength(8);
            // Addresses are user names, so both are unique; Identity alone leaves the address to a check that two requests can pass together.
            account.HasIndex(a => a.NormalizedEmail).HasDatabaseName("accounts_email").IsUnique();
            account.HasIndex(a => a.NormalizedUserName).HasDatabaseName("accounts_user_name").IsUnique();
        });
        builder.Entity<IdentityRole>(role =>
        {
            role.ToTable("account_roles");
            role.HasIndex(r => r.NormalizedName).HasDatabaseName("account_roles_name").IsUnique();
        });
        builder.Entity<IdentityUserRole<string>>(member =>
        {
            member.ToTable("account_role_members");
            member.HasIndex(m => m.RoleId).HasDatabaseName("account_role_members_role");
        });
        builder.Entity<IdentityUserClaim<string>>(claim =>
        {
            claim.ToTable("account_claims");
            claim.HasIndex(c => c.UserId).HasDatabaseName("account_claims_account");
        });
        builder.Entity<IdentityUserLogin<string>>(login =>
        {
            login.ToTable("account_logins");
            login.HasIndex(l => l.UserId).HasDatabaseName("account_logins_account");
        });
        builder.Entity<IdentityRoleClaim<string>>(claim =>
        {
            claim.ToTable("account_role_claims");
            claim.HasIndex(c => c.RoleId).HasDatabaseName("account_role_claims_role");
        });
        builder.Entity<IdentityUserToken<string>>().ToTable("account_tokens");
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(SnakeCase(property.Name));
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}
