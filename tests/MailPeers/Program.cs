using System.Text;
using System.Text.Json;
using ContactHub.TestKit;

// Usage: none. Starts Dovecot and Postfix for the browser's tests and prints one JSON line that says where they are. Then each line of the input, a mail as
// a JSON string, is delivered to the municipality's mailbox and answered with "delivered", and an empty one with what is in the citizen's mailbox: a JSON
// array of mails as they came. Both end when the input does.
await using var dovecot = await DovecotServer.Start();
await using var postfix = await PostfixServer.Start(dovecot);
var authority = Path.Combine(Directory.CreateTempSubdirectory("contacthub-authority-").FullName, "authority.pem");
await File.WriteAllTextAsync(authority, dovecot.Certificates.AuthorityPem);
await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
await Say(new { imap = dovecot.TlsPort, smtp = postfix.Port, authority, address = DovecotServer.User, citizen = DovecotServer.Citizen, password = DovecotServer.Password });
while (await input.ReadLineAsync() is { } line)
{
    if (line.Length == 0)
    {
        await Say(dovecot.Mails(DovecotServer.Citizen));
        continue;
    }

    await dovecot.Deliver([JsonSerializer.Deserialize<string>(line)!]);
    await Say("delivered");
}

Directory.Delete(Path.GetDirectoryName(authority)!, recursive: true);

Task Say<T>(T value) => output.WriteLineAsync(JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
