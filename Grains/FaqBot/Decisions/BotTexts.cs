namespace ContactHub.FaqBot;

/// <summary>
/// Every sentence the bot says by itself, in one language; answers come from the FAQ. <c>{0}</c> in
/// <see cref="Introduction"/> is the municipality, in <see cref="PrivacyNotice"/> the address of the notice.
/// </summary>
public sealed record BotTexts
{
    public required string Introduction { get; init; }

    public required string PrivacyNotice { get; init; }

    public required string Greeting { get; init; }

    public required string Thanks { get; init; }

    public required string Goodbye { get; init; }

    public required string WhoAreYou { get; init; }

    public required string Emergency { get; init; }

    public required string GasEmergency { get; init; }

    public required string PowerEmergency { get; init; }

    public required string HandingOff { get; init; }

    public required string OfferAngry { get; init; }

    public required string OfferMissed { get; init; }

    public required string OfferSensitive { get; init; }

    public required string OfferRepeated { get; init; }

    public required string OfferNotHelpful { get; init; }

    public required string OfferFile { get; init; }

    public required string Choose { get; init; }

    public required string Rephrase { get; init; }

    public required string GoOn { get; init; }

    public required string GladToHelp { get; init; }

    public required string PersonalAccount { get; init; }

    /// <summary>Asked below every answer.</summary>
    public required string DidItHelp { get; init; }

    public required string ButtonPerson { get; init; }

    public required string ButtonNotNow { get; init; }

    public required string ButtonNone { get; init; }

    public required string ButtonYes { get; init; }

    public required string ButtonNo { get; init; }

    /// <summary>The sentences in <paramref name="language"/>; Turkish for a language the bot doesn't speak.</summary>
    public static BotTexts For(string language) => language switch
    {
        "en" => English,
        "ar" => Arabic,
        _ => Turkish,
    };

    private static BotTexts Turkish { get; } = new()
    {
        Introduction = "Merhaba! Ben {0} dijital asistanıyım; bir yazılımım (bot), insan değilim. Sık sorulan soruları yanıtlarım. Dilediğiniz an \"temsilci\" yazarak bir görevliye bağlanabilirsiniz.",
        PrivacyNotice = "Lütfen kimlik ve sağlık bilgisi yazmayın. [Aydınlatma metni]({0})",
        Greeting = "Size nasıl yardımcı olabilirim? Sorunuzu kısaca yazabilirsiniz.",
        Thanks = "Rica ederim. Başka bir sorunuz varsa yazabilirsiniz.",
        Goodbye = "İyi günler dilerim.",
        WhoAreYou = "Ben bir yazılımım (bot). Hazır yanıtlardan size uygun olanı bulurum; isterseniz bir görevliye bağlarım.",
        Emergency = "Acil bir durum varsa hemen 112'yi arayın. Güvenli bir yere geçin; ben acil ekip gönderemem.",
        GasEmergency = "Gaz kokusu alıyorsanız hemen 187 Doğal Gaz Acil hattını arayın. Ateş yakmayın, elektrik düğmelerine dokunmayın, pencereleri açıp dışarı çıkın. Can tehlikesi varsa 112'yi arayın.",
        PowerEmergency = "Elektrik arızası ve kesintisi için 186'yı arayın. Kopan kabloya ve devrilen direğe yaklaşmayın. Can tehlikesi varsa 112'yi arayın.",
        HandingOff = "Sizi bir görevliye aktarıyorum. Yazdıklarınızı görecek, yeniden anlatmanız gerekmeyecek.",
        OfferAngry = "Yaşadığınız sorun için üzgünüm. Sizi bir görevliye bağlamamı ister misiniz?",
        OfferMissed = "Sorunuzu anlayamadım. Sizi bir görevliye bağlamamı ister misiniz?",
        OfferSensitive = "Bu konuda bir insanla konuşmanız daha doğru olur. Sizi hemen bir görevliye bağlayayım mı? Tehlike altındaysanız 112'yi, şiddet ve sosyal destek için 183'ü arayabilirsiniz.",
        OfferRepeated = "Bu soruya az önce verdiğim yanıttan fazlasını bilmiyorum. Sizi bir görevliye bağlamamı ister misiniz?",
        OfferNotHelpful = "Yardımcı olamadığım için üzgünüm. Sizi bir görevliye bağlamamı ister misiniz?",
        OfferFile = "Dosyanızı aldım, ama içeriğini okuyamıyorum. Bir görevlinin bakmasını ister misiniz? Dilerseniz sorunuzu yazın.",
        Choose = "Bunlardan birini mi soruyorsunuz?",
        Rephrase = "Tam anlayamadım. Sorunuzu başka sözcüklerle, kısaca yazar mısınız?",
        GoOn = "Tamam, buradayım. Sorunuzu yazabilirsiniz.",
        GladToHelp = "Yardımcı olabildiğime sevindim. Başka bir sorunuz varsa yazabilirsiniz.",
        PersonalAccount = "Kişisel hesap bilgilerinizi göremem; bu sohbete kimlik numaranızı yazmayın. Borç ve fatura tutarınızı e-belediye üzerinden abone, sicil veya T.C. kimlik numaranızla görebilirsiniz. İsterseniz sizi bir görevliye bağlayabilirim.",
        DidItHelp = "Bu yanıt işinize yaradı mı?",
        ButtonPerson = "Temsilciye bağlan",
        ButtonNotNow = "Şimdi değil",
        ButtonNone = "Hiçbiri",
        ButtonYes = "Evet",
        ButtonNo = "Hayır",
    };

    private static BotTexts English { get; } = new()
    {
        Introduction = "Hello! I am the digital assistant of {0}; I am software (a bot), not a person. I answer frequent questions. Write \"agent\" at any time to reach a member of staff.",
        PrivacyNotice = "Please don't write identity or health details. [Privacy notice]({0})",
        Greeting = "How can I help you? Please write your question briefly.",
        Thanks = "You're welcome. Write to me if you have another question.",
        Goodbye = "Have a nice day.",
        WhoAreYou = "I am software (a bot). I look up the curated answer that fits your question, and I can connect you to a member of staff.",
        Emergency = "If this is an emergency, call 112 now. Move to a safe place; I can't send help.",
        GasEmergency = "If you smell gas, call the 187 natural gas emergency line now. Light nothing, touch no electric switch, open the windows and go outside. If lives are in danger, call 112.",
        PowerEmergency = "For power faults and outages call 186. Keep away from fallen cables and poles. If lives are in danger, call 112.",
        HandingOff = "I am passing you to a member of staff. They will see what you wrote, so you needn't repeat it.",
        OfferAngry = "I am sorry for the trouble. Shall I connect you to a member of staff?",
        OfferMissed = "I didn't understand your question. Shall I connect you to a member of staff?",
        OfferSensitive = "This is better talked over with a person. Shall I connect you to a member of staff right away? If you are in danger call 112; for violence and social support call 183.",
        OfferRepeated = "I know no more about this than I have just told you. Shall I connect you to a member of staff?",
        OfferNotHelpful = "I am sorry that this didn't help. Shall I connect you to a member of staff?",
        OfferFile = "I have your file, but I can't read it. Shall I pass it to a member of staff? You can also write your question.",
        Choose = "Did you mean one of these?",
        Rephrase = "I didn't quite understand. Could you ask in other words, briefly?",
        GoOn = "All right, I am here. Please write your question.",
        GladToHelp = "Glad to help. Write to me if you have another question.",
        PersonalAccount = "I can't see your personal account; please don't write your identity number here. You can see your debts and bills on the e-municipality site with your subscriber, registry or identity number. I can also connect you to a member of staff.",
        DidItHelp = "Did this answer help?",
        ButtonPerson = "Talk to a person",
        ButtonNotNow = "Not now",
        ButtonNone = "None of these",
        ButtonYes = "Yes",
        ButtonNo = "No",
    };

    private static BotTexts Arabic { get; } = new()
    {
        Introduction = "مرحباً! أنا المساعد الرقمي لـ {0}؛ أنا برنامج (بوت) ولست إنساناً. أجيب عن الأسئلة الشائعة. اكتب \"موظف\" في أي وقت للتحدث إلى أحد الموظفين.",
        PrivacyNotice = "يرجى عدم كتابة بيانات الهوية أو الصحة. [إشعار الخصوصية]({0})",
        Greeting = "كيف يمكنني مساعدتك؟ اكتب سؤالك باختصار.",
        Thanks = "على الرحب والسعة. اكتب لي إذا كان لديك سؤال آخر.",
        Goodbye = "أتمنى لك يوماً سعيداً.",
        WhoAreYou = "أنا برنامج (بوت). أبحث لك عن الإجابة المناسبة، ويمكنني تحويلك إلى موظف.",
        Emergency = "في حالة الطوارئ اتصل فوراً بالرقم 112. انتقل إلى مكان آمن؛ لا أستطيع إرسال المساعدة.",
        GasEmergency = "إذا شممت رائحة غاز فاتصل فوراً بالرقم 187. لا تشعل ناراً ولا تلمس مفاتيح الكهرباء، افتح النوافذ واخرج. عند الخطر على الحياة اتصل بالرقم 112.",
        PowerEmergency = "لأعطال الكهرباء وانقطاعها اتصل بالرقم 186. ابتعد عن الأسلاك والأعمدة الساقطة. عند الخطر على الحياة اتصل بالرقم 112.",
        HandingOff = "أحوّلك الآن إلى موظف. سيرى ما كتبته ولن تحتاج إلى تكراره.",
        OfferAngry = "نأسف لما حدث. هل تريد أن أحوّلك إلى موظف؟",
        OfferMissed = "لم أفهم سؤالك. هل تريد أن أحوّلك إلى موظف؟",
        OfferSensitive = "من الأفضل التحدث مع إنسان في هذا الأمر. هل أحوّلك إلى موظف الآن؟ إذا كنت في خطر فاتصل بالرقم 112، وللعنف والدعم الاجتماعي اتصل بالرقم 183.",
        OfferRepeated = "لا أعرف أكثر مما أجبت به قبل قليل. هل تريد أن أحوّلك إلى موظف؟",
        OfferNotHelpful = "آسف لأن الإجابة لم تفدك. هل تريد أن أحوّلك إلى موظف؟",
        OfferFile = "استلمتُ ملفك، لكنني لا أستطيع قراءته. هل تريد أن يطّلع عليه أحد الموظفين؟ يمكنك أيضاً كتابة سؤالك.",
        Choose = "هل تقصد أحد هذه الأسئلة؟",
        Rephrase = "لم أفهم تماماً. هل يمكنك كتابة السؤال بكلمات أخرى باختصار؟",
        GoOn = "حسناً، أنا هنا. اكتب سؤالك.",
        GladToHelp = "يسعدني أنني ساعدتك. اكتب لي إذا كان لديك سؤال آخر.",
        PersonalAccount = "لا أستطيع رؤية حسابك الشخصي؛ لا تكتب رقم هويتك هنا. يمكنك معرفة ديونك وفواتيرك في موقع البلدية الإلكترونية برقم المشترك أو رقم الهوية. ويمكنني تحويلك إلى موظف.",
        DidItHelp = "هل أفادتك هذه الإجابة؟",
        ButtonPerson = "تحدث إلى موظف",
        ButtonNotNow = "ليس الآن",
        ButtonNone = "لا شيء منها",
        ButtonYes = "نعم",
        ButtonNo = "لا",
    };
}
