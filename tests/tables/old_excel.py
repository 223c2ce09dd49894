"""An XLS file of Excel 97 with three columns and two rows, as LibreOffice writes it."""

import base64
import zlib

_PACKED = (
    "c-rk)TTI(!6hGg;7yd2qQ5ZM}iXBK{TojmzH9F~lxh-)*c5^XHw6KC)Mi&OgC0;t_-dv*D!ya6+EaAmyyu?HwG!fo>&}dASpij)VMISn&F-r#Z"
    "ch3JS)TT`+Qxj*;Kj*ug?{@l~>(}qTtz5qPaqV@=g2%~4t0^COGiVCvOLqc9mZ7btQmHgKRfPW(teBc*=!X0}K$dw4&^EI5o4N>h9~`7Oz8MPA"
    "9-2ZuO=qYOxCa`Ox!*?CtZs1LMxl8A=FeyU&3@bk%w_-V@7exKfn~sQpaxbrA%H4@RlqI4YG94%1kqODy})h2T3{XUKH&Ypdf)@Vpy8##)QnAN"
    "hfKev=y(2c@Y#@}*F&F|f6XEn*<Xi7eB@pfz4!@uoKCTB^hGC!gZ~!v3J+1mJS;#-ccG=|GN_t96zUgJ?h@?-L?{?G8hy-)2=5o9Y>-kDum4Qe"
    "{3w(z=-F3nJ+HrIjG$EYQ;fzbN=IoH+Ia}ADLRdrwV5;7O4M$6$}x;j-r;CCi-&6UjQHbt#`!^FzFv}EltzKPzTRC%^K7SkV^gu|=;X54-#q=E"
    "3TD{)LXhdaxzK;x7~Lw6PX9alJnk;nJ-0dYliBngdFbtV=&gC^zMOPVnjd?ee$j%>CMd;qAmNg_GU1iFD&dxTOQJ;T>Vzltg4o7+oN&bB*wN6N"
    "Fnfh>QQ1JE!xt3&OwY0NPac$Gyh(QQ>>bjNflS;<rAao=FTs~hXBC2py`Ul}BUFDg;Di$!VZ}zcu>U|rxlNZO^puDzQgymfcj|}^>aE%)<<`x*"
    "TW<%UP4Cs)w1<?^O**XifmlvH7uD%5U5?Ri{V;W4piZ}9i$?9%9NL`V=HZ=7bS*a6uRC;uMz<9!c-I=N@ssMnSQvYDf$)g-V_vsTAr9K~j@yZY"
    "!*&gDUH&zuwm4WiPBrisr&@*^I)R&GH&iLN6~K14-@W<$fuX^k=Y^hFmmf8;_;8J9F|z1xl@)DL&dJ<rgi!?5P+zE_KQ<mcIvYF`n;si!?~TVN"
    "8bV#&q1`pq$SRR{#$a?b77PuZlTF`{G6V*83f$;v&S<xweXe6^u45_Lvm>K@72ef{pQYrRqjuG<(rePSq9fSbrdQ?Oh?Yt#q~<=ank`xHTlgm2"
    ">wRP;s>WYou2xIsS}ScUkZwD^RaFR0<)B$vv=zx}(sFZp3O%*fv(U3lPsvQzT90S4cwV!(XF;r9GiJ$5&svXXdd*BrX7b*@&>*Wqa-X9HN!u6<"
    "Z(2dFWT#|U?qrM5eaS$MEY2dotm8F&-jh}ped={WA<+|%3Q4|IVQ$R)cA`;O+o+wnkxFNd{(^H)g$&K*cXH5xZ8^Tj8G4Fyz5`>!)A7^sk(uD0"
    "mxp7M!N(r$I2;{{O-{z-T6)JuM#6WJ`zputY#LTmBofTAFD;+H^6RaE7X$CTZBtwGCqJ-MUNPp(<6)B@N6gJVZSv$}CRaXT^5s(|$G)-R<i6bQ"
    "H0#o^k#-^cGsU|0&9%!9)denI0{`u|KIrG{Ba3$2<mqXb9mwD{AH4{75B#0)f6<dHACPMe`=f|)HP7PoX_}xR;bWp;{;R~RI&arh0q^Q6J8kEE"
    "IQJxMbO1bzZ|Zzk#v6PiYqkUTulbn)yaQsJmLErzLf`+5=B+NT5xg>H@%vB8tKtm!nxYYr2~%e9&WMAOA6m@$o&xUwLE!sq=lA1;Vc{Vr8dw-V"
    ";Z6MhX5dWm{~v)r0reXs9{"
)
OLD_EXCEL = zlib.decompress(base64.b85decode(_PACKED))
